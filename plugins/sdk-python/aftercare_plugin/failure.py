"""The errors of the contract, in one word each. Which one is raised decides what the desk does next."""

import traceback

from componentize_py_types import Err
from wit_world.imports import types as wire

from .shape import shaped

# Seconds to wait when the other side asks for a pause and does not say how long.
PAUSE_S = 60


class PluginFailure(Exception):
    """What a call came to, when it came to nothing: `raise failure.not_found("SF1")`."""

    def __init__(self, tag, value):
        super().__init__(f"{tag}: {value}")
        self.tag = tag
        self.error = shaped(wire.PluginError, (tag, value), "error")


def retryable(message, after_s=None):
    """Nothing changed there; try again later, not before so many seconds."""
    return PluginFailure("retryable", {"message": message, "after_s": after_s})


def rate_limited(message, after_s, scope="account"):
    """The other side asks for a pause of so many seconds."""
    return PluginFailure("rate-limited", {"message": message, "after_s": after_s, "scope": scope})


def auth(kind, message):
    """The account is paused until a person mends it: "missing", "expired", "revoked", "insufficient-scope"."""
    return PluginFailure("auth", {"kind": kind, "message": message})


def bad_signature(message):
    """A message that came in is not signed by whom it says."""
    return auth("bad-signature", message)


def invalid(message, field=None, code=None):
    """This input can never succeed."""
    return PluginFailure("invalid", {"message": message, "field": field, "code": code})


def not_found(message):
    """There is no such thing."""
    return PluginFailure("not-found", message)


def refused(reason, code=None):
    """The other side said no, for a reason a person must read."""
    return PluginFailure("refused", {"reason": reason, "code": code})


def conflict(message):
    """The thing is in another state by now."""
    return PluginFailure("conflict", message)


def unsupported(what):
    """This plugin, or this account, cannot do that at all."""
    return PluginFailure("unsupported", what)


def unknown_outcome(message):
    """It may have happened."""
    return PluginFailure("unknown-outcome", message)


def upstream(message, http_status=None, code=None):
    """An answer nobody can read."""
    return PluginFailure("upstream", {"message": message, "http_status": http_status, "code": code})


def internal(message):
    """A fault of the plugin itself."""
    return PluginFailure("internal", message)


def of(thrown):
    """Whatever was raised, as a PluginFailure: what is none is a fault of the plugin, with its place."""
    if isinstance(thrown, PluginFailure):
        return thrown
    if isinstance(thrown, Err):
        return internal(f"not handled: {thrown.value}")
    return internal("".join(traceback.format_exception(thrown))[-4000:])


def of_vault(error):
    """A secret that is not there, or may not be used, is for the owner to mend."""
    tag = type(error).__name__
    if tag.endswith("_NoSuchSecret"):
        return auth("missing", error.value)
    if tag.endswith("_Denied"):
        return auth("insufficient-scope", error.value)
    return unsupported(error.value) if tag.endswith("_Unsupported") else internal(error.value)


def of_status(status, text, after_s, writes):
    """The error that a status stands for.

    401 and 403 are `auth`; 429, and 503 with a time, `rate-limited`; 404, 409, and 400 or 422,
    `not-found`, `conflict`, `invalid`; any other 5xx is `retryable`, or `unknown-outcome` of a write.
    """
    said = f"HTTP {status}: {text[:200].strip()}"
    if status == 401:
        return auth("revoked", said)
    if status == 403:
        return auth("insufficient-scope", said)
    if status in (404, 410):
        return not_found(said)
    if status == 409:
        return conflict(said)
    if status in (400, 422):
        return invalid(said, None, str(status))
    if status == 429 or (status == 503 and after_s is not None):
        return rate_limited(said, PAUSE_S if after_s is None else after_s)
    if status in (408, 503):
        return retryable(said)
    if 500 <= status <= 599:
        return unknown_outcome(said) if writes else retryable(said)
    return upstream(said, status)


def of_failure(failed, writes):
    """The error that no answer stands for. A write that may have arrived is `unknown-outcome`."""
    kind = failed.kind.name
    if kind == "DENIED":
        return internal(failed.message)
    if kind in ("THROTTLED", "CIRCUIT_OPEN", "BUDGET"):
        return rate_limited(failed.message, PAUSE_S if failed.after_s is None else failed.after_s)
    if writes and failed.maybe_sent:
        return unknown_outcome(failed.message)
    if kind in ("TOO_LARGE", "PROTOCOL"):
        return upstream(failed.message)
    return retryable(failed.message, failed.after_s)
