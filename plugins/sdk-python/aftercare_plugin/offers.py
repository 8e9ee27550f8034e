"""Holds the classes of a plugin to the contract."""

import functools
import typing

import wit_world.exports as contract
from componentize_py_types import Err

from . import failure
from .shape import shaped


def offers(made):
    """Marks a class as what its world offers under its name: Account, Courier, CourierPush, …

    What a method gives back is put into the shape of the contract. What it raises becomes an error
    of the contract; anything else than a PluginFailure is `internal`, with the place it came from.
    """
    wanted = getattr(contract, made.__name__, None)
    if wanted is None:
        raise TypeError(f"the world offers nothing called {made.__name__}; worlds stand in plugin.toml")
    for name, method in vars(wanted).items():
        if name.startswith("_") or not callable(method):
            continue
        own = getattr(made, name, None)
        if own is None:
            raise TypeError(f"{made.__name__} lacks the method {name}")
        setattr(made, name, _held(own, typing.get_type_hints(method)["return"], f"{made.__name__}.{name}"))
    return made


def _held(method, gives, path):
    @functools.wraps(method)
    def call(*given):
        try:
            return shaped(gives, method(*given), path)
        except Exception as thrown:
            error = failure.of(thrown).error
        # Outside of the handler, so that nothing but the error of the contract goes over.
        raise Err(error)

    return call
