"""Settings, memory, clock and chance of the account a call is for."""

from componentize_py_types import Err
from wit_world.imports import clock as wired_clock
from wit_world.imports import config as wired_config
from wit_world.imports import kv as wired_kv
from wit_world.imports import random as wired_random

from . import failure
from .shape import shaped


def _text(value):
    return shaped(str, value)


class _Settings:
    """The settings of this account that are no secrets."""

    def get(self, key, default=None):
        return wired_config.get(_text(key)) or default

    def need(self, key):
        """`auth(missing)`: the owner has to fill it in."""
        value = self.get(key)
        if value is None:
            raise failure.auth("missing", key)
        return value

    def is_on(self, key):
        """A switch; off when it is not set."""
        return self.get(key) == "true"

    def all(self):
        return dict(wired_config.all())


class _Kv:
    """A small memory of this account. What is written holds only if the call succeeds."""

    @staticmethod
    def _do(call, *values):
        try:
            return call(*values)
        except Err as error:
            raise failure.internal(str(error.value.value)) from None

    def get(self, key):
        return self._do(wired_kv.get, _text(key))

    def text(self, key):
        """As a text; None when there is none."""
        value = self.get(key)
        return None if value is None else value.decode("utf-8", "replace")

    def set(self, key, value, ttl_s=None):
        """Keys of at most 256 bytes, values of at most 64 KiB."""
        self._do(wired_kv.set, _text(key), shaped(bytes, value), None if ttl_s is None else shaped(int, ttl_s))

    def delete(self, key):
        self._do(wired_kv.delete, _text(key))

    def scan(self, prefix, after=None, limit=100):
        """In the order of the keys, those after `after`."""
        return self._do(wired_kv.scan, _text(prefix), after, shaped(int, limit))


class _Clock:
    """The desk's clock."""

    def now(self):
        return wired_clock.now()

    def format_now(self, pattern, zone):
        """Now in a zone of IANA, by a pattern of strftime: "%Y-%m-%d %H:%M:%S"."""
        return self._do(wired_clock.format_now, pattern, zone)

    def parse(self, text, pattern, zone):
        """A local time of a zone, written by that pattern, as a timestamp. ValueError when it is none."""
        return self._do(wired_clock.parse, _text(text), pattern, zone)

    @staticmethod
    def _do(call, *values):
        try:
            return call(*values)
        except Err as error:
            raise ValueError(error.value) from None


class _Random:
    """Chance. That of the module `random` may be the same in every call."""

    def bytes(self, length):
        """At most 1,024 at once."""
        return wired_random.bytes(shaped(int, length))

    def uuid(self):
        """Version 4."""
        return wired_random.uuid()


settings = _Settings()
kv = _Kv()
clock = _Clock()
random = _Random()
