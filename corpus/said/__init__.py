"""What an error says: an id and its values, put into words when somebody reads it (see `fr.yaml`).

The texts of all packages are here, at the bottom of the house: an error may come from any of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

from corpus.records import Language


@dataclass(frozen=True)
class Said:
    """A sentence, or a part of one, in no language yet."""

    id: str
    values: Mapping[str, object]
    """A value may be `Said`, a text by language, or a list."""

    def text(self, language: Language) -> str:
        """The sentence in a language; lists are joined by commas, parts in both languages follow it.

        An id without a text shows as it is: an error about an error would hide the first one.
        """
        template = texts(language).get(self.id)
        values = {name: _shown(value, language) for name, value in self.values.items()}
        if template is None:
            return " ".join([self.id, *values.values()])
        return Template(template).safe_substitute(values)

    def __str__(self) -> str:
        return self.text("fr")


Place = str | Said
"""Where something is wrong: file, key, section."""


def said(key: str, /, **values: object) -> Said:
    """Short for `Said(key, values)`."""
    return Said(key, values)


def within(place: Place, part: object) -> Said:
    """The place of a part."""
    return Said("place.part", {"place": place, "part": part})


@cache
def texts(language: Language) -> Mapping[str, str]:
    """The texts of a language, by id."""
    from corpus.strict import parse_yaml, read_text  # here: it raises our errors itself

    where = f"said/{language}.yaml"
    found: Mapping[str, str] = parse_yaml(read_text(Path(__file__).parent / f"{language}.yaml"), where)
    return found


def _shown(value: object, language: Language) -> str:
    if isinstance(value, Said):
        return value.text(language)
    if isinstance(value, list | tuple):
        return ", ".join(_shown(part, language) for part in value)
    if isinstance(value, Mapping):
        return str(value[language])
    return str(value)
