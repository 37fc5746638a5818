"""What the assistant says besides passages and rules: one catalogue a language (see `fr.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from string import Template

from corpus.errors import CorpusError
from corpus.records import LANGUAGES, Language
from corpus.strict import parse_yaml, read_text


class Messages:
    """The catalogues, read once."""

    def __init__(self) -> None:
        self._texts: dict[Language, Mapping[str, str]] = {
            language: parse_yaml(read_text(Path(__file__).parent / f"{language}.yaml"), f"messages/{language}.yaml")
            for language in LANGUAGES
        }

    def keys(self, language: Language) -> set[str]:
        """The names of all messages of a language."""
        return set(self._texts[language])

    def say(self, language: Language, key: str, **values: object) -> str:
        """The message `key` with its values filled in.

        Raises:
            CorpusError: the message or one of its values is missing.
        """
        try:
            return Template(self._texts[language][key]).substitute({name: str(value) for name, value in values.items()})
        except KeyError as error:
            raise CorpusError("catalogue.missing", language=language, key=key, reason=error) from None
