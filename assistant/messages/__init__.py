"""What the assistant says besides passages and rules: catalogues, one file a language (see `fr.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Template

from corpus.errors import CorpusError
from corpus.records import Language
from corpus.strict import parse_yaml, read_text

ANSWERS = Path(__file__).parent
"""What answers and the web page say."""
COMMANDS = ANSWERS / "commands"
"""What the command line says."""


class Messages:
    """A catalogue; each language is read once, when it is first needed.

    Args:
        folder: has one flat YAML file a language and screen (see `files`), with the same keys in each language.
    """

    def __init__(self, folder: Path = ANSWERS) -> None:
        self._folder = folder

    def keys(self, language: Language) -> set[str]:
        """The names of all messages of a language."""
        return set(_texts(self._folder, language))

    def say(self, language: Language, key: str, /, **values: object) -> str:
        """The message `key` with its values filled in.

        Raises:
            CorpusError: the message or one of its values is missing.
        """
        try:
            template = Template(_texts(self._folder, language)[key])
            return template.substitute({name: str(value) for name, value in values.items()})
        except KeyError as error:
            raise CorpusError("catalogue.missing", language=language, key=key, reason=error) from None


def files(folder: Path, language: Language) -> tuple[Path, ...]:
    """The files of a catalogue in a language: one for all, and one for each screen (`pages/NAME.fr.yaml`)."""
    return (folder / f"{language}.yaml", *sorted((folder / "pages").glob(f"*.{language}.yaml")))


@cache
def _texts(folder: Path, language: Language) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for file in files(folder, language):
        found |= parse_yaml(read_text(file), f"messages/{file.name}")
    return found
