"""Everything a plugin in Python is written with.

A module `app` has one class for each interface its world offers, marked with `@offers`:

    from aftercare_plugin import offers, http, vault

    @offers
    class Courier:
        def track(self, ctx, queries): ...

A call is a fresh instance; `kv` keeps what must stay. The top of a module runs when the plugin is
built, so no clock, chance or setting may be asked there, and every import must stand there.
"""

from . import encode, failure, vault
from .desk import clock, kv, random, settings
from .log import log
from .offers import offers
from .shape import Misshapen

try:
    from . import http
except ImportError:  # A world without the network.
    http = None

PluginFailure = failure.PluginFailure

__all__ = [
    "Misshapen",
    "PluginFailure",
    "clock",
    "encode",
    "failure",
    "http",
    "kv",
    "log",
    "offers",
    "random",
    "settings",
    "vault",
]
