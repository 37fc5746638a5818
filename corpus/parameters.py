"""Reads `sources.yaml` and `rules/*.yaml`: sources and dated parameters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.records import CONFIDENCES, LANGUAGES, DatedValue, Parameter, Reference, Source
from corpus.said import Place, said, within
from corpus.strict import choice, fields, parse_yaml, read_text

HERE = Path(__file__).resolve().parent

_TEXT_OR_NONE = (str, type(None))
_ANY = (int, str, list, dict, type(None))


def load_sources(folder: Path = HERE) -> dict[str, Source]:
    """All sources by id.

    Raises:
        CorpusError: the file is not well formed.
    """
    where = "sources.yaml"
    data = parse_yaml(read_text(folder / where), where)
    if not isinstance(data, dict):
        raise CorpusError("parameters.sources", where=where)
    sources = {}
    for key, raw in data.items():
        place = f"{where}, source {key}"
        found = fields(
            raw,
            place,
            required={
                "title": str,
                "short": str,
                "publisher": str,
                "version": _TEXT_OR_NONE,
                "published": (date, type(None)),
                "rank": int,
                "licence": str,
                "confidence": str,
                "checked_on": date,
            },
            optional={"note": str},
        )
        choice(found["confidence"], CONFIDENCES, place)
        sources[str(key)] = Source(id=str(key), **found)
    return sources


def load_parameters(sources: Mapping[str, Source], folder: Path = HERE) -> dict[str, Parameter]:
    """All parameters of `rules/*.yaml` by id.

    Raises:
        CorpusError: a file is not well formed, names an unknown source, or repeats an id of another file.
    """
    parameters: dict[str, Parameter] = {}
    for path in sorted((folder / "rules").glob("*.yaml")):
        where = f"rules/{path.name}"
        data = parse_yaml(read_text(path), where)
        if not isinstance(data, dict):
            raise CorpusError("parameters.file", where=where)
        for key, raw in data.items():
            place = said("place.parameter", place=where, key=key)
            if key in parameters:
                raise CorpusError("parameters.twice", place=place)
            parameters[key] = _parameter(str(key), raw, place, sources)
    return parameters


def _parameter(key: str, raw: Any, place: Place, sources: Mapping[str, Source]) -> Parameter:
    found = fields(
        raw,
        place,
        required={"label": str, "label_en": str, "unit": _TEXT_OR_NONE, "checked_on": date, "values": dict},
        optional={"words": dict},
    )
    values = []
    for start, value in found["values"].items():
        if not isinstance(start, date):
            raise CorpusError("parameters.start", place=place, start=repr(start))
        values.append(_dated(start, value, said("place.value", place=place, start=start), sources))
    if not values:
        raise CorpusError("parameters.empty", place=place)
    words = found.get("words", {})
    for code, texts in words.items():
        fields(texts, within(place, f"words, {code}"), required=dict.fromkeys(LANGUAGES, str))
    return Parameter(
        id=key,
        label=found["label"],
        label_en=found["label_en"],
        unit=found["unit"],
        values=tuple(sorted(values, key=lambda dated: dated.start)),
        checked_on=found["checked_on"],
        words=words,
    )


def _dated(start: date, raw: Any, place: Place, sources: Mapping[str, Source]) -> DatedValue:
    found = fields(
        raw,
        place,
        required={"value": _ANY, "source": str, "locator": str},
        optional={"confidence": str, "note": str},
    )
    source = sources[choice(found["source"], sources, within(place, "source"))]
    confidence = found.get("confidence", source.confidence)
    choice(confidence, CONFIDENCES, within(place, "confidence"))
    return DatedValue(start, found["value"], Reference(source.id, found["locator"], confidence), found.get("note"))
