"""Reads `misconceptions.yaml`: false ideas, how they show, and what is true."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.parameters import HERE
from corpus.records import CONFIDENCES, LANGUAGES, Misconception, Reference, Source, Validity
from corpus.strict import choice, fields, parse_yaml, read_text

NOT_BELIEVED = "not_believed"
"""The key of the known errors that nobody would believe, with the reason."""


def load_misconceptions(sources: Mapping[str, Source], folder: Path = HERE) -> dict[str, Misconception]:
    """All misconceptions by id; none where there is no file.

    Raises:
        CorpusError: the file is not well formed, names an unknown source, or a cue is not a regular expression.
    """
    path = folder / "misconceptions.yaml"
    where = path.name
    data = parse_yaml(read_text(path), where) if path.is_file() else {}
    return {
        key: _misconception(key, raw, f"{where}, {key}", sources) for key, raw in data.items() if key != NOT_BELIEVED
    }


def _misconception(key: str, raw: Any, place: str, sources: Mapping[str, Source]) -> Misconception:
    found = fields(
        raw,
        place,
        required={
            "row": list,
            "said": dict,
            "phrases": dict,
            "cues": dict,
            "correction": dict,
            "indicators": list,
            "source": str,
            "locator": str,
        },
        optional={"confidence": str, "from": date, "until": date},
    )
    for name, kind in (("said", str), ("correction", str), ("phrases", list), ("cues", list)):
        fields(found[name], f"{place}, {name}", required=dict.fromkeys(LANGUAGES, kind))
    for cue in (cue for language in LANGUAGES for cue in found["cues"][language]):
        try:
            re.compile(cue)
        except re.error as error:
            raise CorpusError("misconceptions.cue", place=place, cue=repr(cue), reason=error) from None
    source = sources[choice(found["source"], sources, f"{place}, source")]
    confidence: Any = choice(found.get("confidence", source.confidence), CONFIDENCES, f"{place}, confidence")
    return Misconception(
        id=key,
        said=found["said"],
        phrases={language: tuple(found["phrases"][language]) for language in LANGUAGES},
        cues={language: tuple(found["cues"][language]) for language in LANGUAGES},
        correction=found["correction"],
        indicators=tuple(found["indicators"]),
        validity=Validity(found.get("from"), found.get("until")),
        reference=Reference(source.id, found["locator"], confidence),
        rows=tuple(found["row"]),
    )
