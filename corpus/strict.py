"""Strict reading of YAML: duplicate keys, unknown keys and wrong types are refused with one clear line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from corpus.errors import CorpusError
from corpus.said import Place, Said, said

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _WrittenTwice(Exception):
    """A key and the line where it comes again."""


class _UniqueKeys(_Base):  # type: ignore[misc]
    """A safe loader that refuses a key written twice (plain YAML keeps the last one in silence)."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise _WrittenTwice(key, key_node.start_mark.line + 1)
            seen.add(key)
        return super().construct_mapping(node, deep)  # type: ignore[no-any-return]


def parse_yaml(text: str, where: Place) -> Any:
    """The data in `text`.

    Raises:
        CorpusError: `text` is not YAML or repeats a key; the message begins with `where`.
    """
    try:
        return yaml.load(text, Loader=_UniqueKeys)
    except _WrittenTwice as error:
        key, line = error.args
        raise CorpusError("strict.twice", where=where, key=repr(key), line=line) from None
    except yaml.YAMLError as error:
        raise CorpusError("strict.yaml", where=where, reason=" ".join(str(error).split())) from None
    except ValueError as error:  # a date such as 2026-02-30
        raise CorpusError("strict.value", where=where, reason=error) from None


def read_text(path: Path) -> str:
    """The content of a UTF-8 file, line ends as LF.

    Raises:
        CorpusError: the file is missing, unreadable or not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError("unreadable_file", file=path.name, reason=error) from None


def fields(
    data: Any,
    where: Place,
    *,
    required: Mapping[str, type | tuple[type, ...]],
    optional: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """`data` as a dict that has all `required` keys, no key beyond `optional`, and the given types.

    Args:
        data: what was read.
        where: file and path, the beginning of the error message.
        required: allowed types of each key that must be there.
        optional: allowed types of each key that may be there.

    Raises:
        CorpusError: naming the place, the offending key and the allowed keys.
    """
    optional = optional or {}
    allowed = {**required, **optional}
    if not isinstance(data, dict):
        raise CorpusError("strict.block", where=where, allowed=list(allowed), found=_kind(data))
    for key in data:
        if key not in allowed:
            raise CorpusError("strict.unknown", where=where, key=repr(key), allowed=list(allowed))
    for key in required:
        if key not in data:
            raise CorpusError("strict.missing", where=where, key=repr(key), allowed=list(allowed))
    for key, value in data.items():
        types = allowed[key] if isinstance(allowed[key], tuple) else (allowed[key],)
        if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
            names = [_TYPE_NAMES.get(t, t.__name__) for t in types]
            raise CorpusError("strict.type", where=where, key=repr(key), allowed=names, found=_kind(value))
    return data


_TYPE_NAMES: dict[type, str | Said] = {
    str: said("kind.text"),
    int: said("kind.number"),
    dict: said("kind.block"),
    list: said("kind.list"),
    date: said("kind.day"),
    type(None): "null",
}


def _kind(value: Any) -> str | Said:
    return _TYPE_NAMES.get(type(value), type(value).__name__)


def choice(value: str, allowed: Iterable[str], where: Place) -> str:
    """`value` if it is one of `allowed`.

    Raises:
        CorpusError: naming the value and what is allowed.
    """
    options = tuple(allowed)
    if value not in options:
        raise CorpusError("strict.choice", where=where, value=repr(value), allowed=options)
    return value
