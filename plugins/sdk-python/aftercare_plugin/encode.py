"""Bytes and texts, written as services want them."""

import base64 as _base64
import urllib.parse as _parse


def _bytes(data):
    return data.encode("utf-8") if isinstance(data, str) else bytes(data)


def hex(data):
    return _bytes(data).hex()


def from_hex(text):
    return bytes.fromhex(text)


def base64(data):
    return _base64.b64encode(_bytes(data)).decode("ascii")


def from_base64(text):
    """With or without padding, of either alphabet."""
    plain = "".join(text.split()).rstrip("=").replace("-", "+").replace("_", "/")
    return _base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)


def percent(text):
    """As RFC 3986 writes it: everything but letters, digits and `-._~` escaped."""
    return _parse.quote(str(text), safe="-._~")


def form(fields):
    """As `application/x-www-form-urlencoded` writes fields."""
    pairs = fields.items() if hasattr(fields, "items") else fields
    return "&".join(f"{_form_value(name)}={_form_value(value)}" for name, value in pairs)


def _form_value(text):
    return _parse.quote_plus(str(text), safe="*-._").replace("~", "%7E")
