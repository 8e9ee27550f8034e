"""Puts a value into the shape the contract has for it.

A value of another type that crosses over traps, and nobody could catch that; here it becomes what
was meant, or an error with a path. Records may be written as dicts, cases of an enum by their names
in the contract ("in-transit"), and cases of a variant as `("updated", value)` or `"unchanged"`.
"""

import dataclasses
import datetime
import decimal
import enum
import types
import typing

# Languages disagree about larger numbers.
MOST = 2**31 - 1


class Misshapen(TypeError):
    """A value that cannot be put into its shape."""

    def __init__(self, path, wanted, found):
        # Of which kind it is, never the thing itself, which may be a buyer's.
        kind = "nothing" if found is None else type(found).__name__
        super().__init__(f"{path or 'the value'} must be {wanted}, not {kind}")


_hints = {}


def _fields(record):
    if record not in _hints:
        _hints[record] = typing.get_type_hints(record)
    return _hints[record]


def _text(value, path):
    if isinstance(value, str):
        # Half a pair of surrogates has no bytes.
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float, decimal.Decimal)):
        return str(value)
    if isinstance(value, datetime.datetime) and value.tzinfo is not None:
        utc = value.astimezone(datetime.timezone.utc)
        return utc.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    raise Misshapen(path, "a text", value)


def _whole(value, path):
    if isinstance(value, str) and value.isdecimal() and len(value) <= 10:
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST:
        raise Misshapen(path, f"a whole number from 0 to {MOST}", value)
    return value


def _bytes(value, path):
    if isinstance(value, str):
        return value.encode("utf-8")
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value)
    if value is None:
        return b""
    raise Misshapen(path, "bytes", value)


def _case_of(word):
    """"in-transit" as the bindings write it: IN_TRANSIT, InTransit."""
    return word.upper().replace("-", "_"), "".join(part[:1].upper() + part[1:] for part in word.split("-"))


def _enum(kind, value, path):
    if isinstance(value, kind):
        return value
    if isinstance(value, str):
        found = kind.__members__.get(_case_of(value)[0])
        if found is not None:
            return found
    names = ", ".join(name.lower().replace("_", "-") for name in kind.__members__)
    raise Misshapen(path, f"one of {names}", value)


def _variant(cases, value, path):
    for case in cases:
        if isinstance(value, case):
            fields = _fields(case)
            if "value" not in fields:
                return value
            return case(shaped(fields["value"], value.value, f"{path}({case.__name__})"))
    tag, inside = value if isinstance(value, tuple) and len(value) == 2 else (value, None)
    if isinstance(tag, str):
        wanted = "_" + _case_of(tag)[1]
        for case in cases:
            if case.__name__.endswith(wanted) and case.__name__.split("_", 1)[1] == wanted[1:]:
                fields = _fields(case)
                return case() if "value" not in fields else case(shaped(fields["value"], inside, f"{path}({tag})"))
    raise Misshapen(path, " or ".join(case.__name__ for case in cases), value)


def _record(kind, value, path):
    if isinstance(value, dict):
        given = value.get
    elif isinstance(value, kind):
        given = lambda name: getattr(value, name, None)  # noqa: E731
    else:
        raise Misshapen(path, f"a {kind.__name__} or a dict", value)
    hints = _fields(kind)
    if isinstance(value, dict):
        unknown = [name for name in value if name not in hints]
        if unknown:
            raise Misshapen(f"{path}.{unknown[0]}", f"a field of {kind.__name__}", value[unknown[0]])
    return kind(**{name: shaped(hint, given(name), f"{path}.{name}" if path else name) for name, hint in hints.items()})


def shaped(hint, value, path=""):
    """The value as `hint`, a type of the bindings, wants it."""
    if hint is None or hint is type(None):
        return None
    if hint is str:
        return _text(value, path)
    if hint is bool:
        return bool(value)
    if hint is int:
        return _whole(value, path)
    if hint is bytes:
        return _bytes(value, path)
    origin = typing.get_origin(hint)
    inside = typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        some = [one for one in inside if one is not type(None)]
        if len(some) < len(inside):
            if value is None:
                return None
            # An option of a variant is one flat union here.
            return shaped(some[0], value, path) if len(some) == 1 else _variant(some, value, path)
        return _variant(some, value, path)
    if origin is list:
        if value is None:
            return []
        if isinstance(value, dict) and typing.get_origin(inside[0]) is tuple:
            value = value.items()
        if isinstance(value, (str, bytes)) or not hasattr(value, "__iter__"):
            raise Misshapen(path, "a list", value)
        return [shaped(inside[0], one, f"{path}[{at}]") for at, one in enumerate(value)]
    if origin is tuple:
        if not isinstance(value, (tuple, list)) or len(value) != len(inside):
            raise Misshapen(path, f"a tuple of {len(inside)}", value)
        return tuple(shaped(one, value[at], f"{path}[{at}]") for at, one in enumerate(inside))
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return _enum(hint, value, path)
    if dataclasses.is_dataclass(hint):
        return _record(hint, value, path) if _fields(hint) else hint()
    raise Misshapen(path, str(hint), value)
