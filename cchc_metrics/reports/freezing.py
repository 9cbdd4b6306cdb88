"""Frozen data as JSON and back, field by field: what was sent can be made again.

A field that is unknown or of another kind is a ValueError, for it was not written here. One that
is missing is as its default says: so a later version of the program, which knows more fields, reads
what an earlier one has frozen. A field added later needs a default; none may go or change its kind.
"""

import json
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

_Frozen = TypeVar("_Frozen")


def to_json(frozen: Any) -> str:
    """One spelling for the same data: its hash proves it."""
    return json.dumps(
        _plain(frozen), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def from_json(text: str, kind: type[_Frozen]) -> _Frozen:
    """Raise ValueError for what `to_json` has not written of this kind."""
    read: _Frozen = _read(json.loads(text), kind)
    return read


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(getattr(value, name)) for name in _kinds(type(value))}
    match value:
        case tuple():
            return [_plain(each) for each in value]
        case date():
            return value.isoformat()
    return value


def _read(value: Any, kind: Any) -> Any:
    if is_dataclass(kind):
        return _read_fields(value, kind)
    if get_origin(kind) is UnionType:
        return _read_optional(value, kind)
    if get_origin(kind) is tuple:
        return tuple(_read(each, get_args(kind)[0]) for each in _checked(value, list))
    if issubclass(kind, StrEnum):
        return kind(value)
    if kind in (date, datetime):
        return kind.fromisoformat(_checked(value, str))
    if kind is float:
        return float(_checked(value, int | float))
    return _checked(value, kind)


def _read_fields(value: Any, kind: Any) -> Any:
    kinds = _kinds(kind)
    if not _required(kind) <= _checked(value, dict).keys() <= kinds.keys():
        raise ValueError(f"Not the fields of {kind.__name__}: {sorted(value)}")
    return kind(**{name: _read(told, kinds[name]) for name, told in value.items()})


def _read_optional(value: Any, kind: Any) -> Any:
    """`X | None`: the only union there is."""
    if value is None:
        return None
    (only,) = (each for each in get_args(kind) if each is not NoneType)
    return _read(value, only)


def _checked(value: Any, kind: Any) -> Any:
    if not isinstance(value, kind) or isinstance(value, bool) and kind is not bool:
        raise ValueError(f"Not a {kind}: {value!r}")
    return value


@cache
def _required(kind: type) -> frozenset[str]:
    """The fields that have no default."""
    return frozenset(
        field.name
        for field in fields(kind)
        if field.default is MISSING and field.default_factory is MISSING
    )


@cache
def _kinds(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}
