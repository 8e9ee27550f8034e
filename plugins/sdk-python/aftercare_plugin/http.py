"""The one way to the network, with the errors of the contract made of what comes back."""

import json as _json

from componentize_py_types import Err
from wit_world.imports import http as wired

from . import encode, failure
from .shape import shaped
from .vault import parts


class Answer:
    """What came back, whatever its status."""

    def __init__(self, response, writes):
        self.status = response.status
        self.headers = response.headers
        self.retry_after_s = response.retry_after_s
        self._body = response.body
        self._writes = writes

    def header(self, name):
        wanted = name.lower()
        return next((one.value for one in self.headers if one.name.lower() == wanted), None)

    @property
    def text(self):
        """Decoded by the desk: UTF-8, GB18030, Big5."""
        body = self._body
        if isinstance(body, wired.Body_Text):
            return body.value
        return body.value.decode("utf-8", "replace") if isinstance(body, wired.Body_Bytes) else ""

    @property
    def bytes(self):
        body = self._body
        return body.value if isinstance(body, wired.Body_Bytes) else self.text.encode("utf-8")

    def ok(self):
        """Itself when its status is a 2xx; else raises what the status stands for."""
        if 200 <= self.status <= 299:
            return self
        raise self.error()

    def error(self):
        return failure.of_status(self.status, self.text, self.retry_after_s, self._writes)

    def json(self):
        """`upstream`: the body is no JSON."""
        try:
            return _json.loads(self.text)
        except ValueError:
            raise failure.upstream(f"the answer is no JSON: {self.text[:80]}") from None


def send(
    method,
    url,
    *,
    headers=None,
    query=None,
    json=None,
    form=None,
    text=None,
    data=None,
    bearer=None,
    basic=None,
    secret_headers=None,
    secret_query=None,
    secret_in_json=None,
    writes=None,
    as_bytes=False,
    timeout_s=None,
    max_bytes=None,
    follow_redirects=False,
):
    """Sends a request. A write that may have arrived is `unknown-outcome`.

    `secret_headers` and the like have lists of parts as values: the desk fills secrets in. `basic` is
    a pair of such lists. `writes` says whether it may change something there; GET and HEAD do not,
    others do, unless told. To sign a JSON body, write it yourself and give it as `text`.
    """
    method = method.lower()
    if writes is None:
        writes = method not in ("get", "head")
    if query:
        pairs = query.items() if hasattr(query, "items") else query
        added = "&".join(f"{encode.percent(name)}={encode.percent(value)}" for name, value in pairs)
        url = f"{url}{'&' if '?' in url else '?'}{added}"
    headers = dict(headers or {})
    bodies = []
    if json is not None:
        bodies.append(("text", _json.dumps(json, ensure_ascii=False, separators=(",", ":"))))
        if not any(name.lower() == "content-type" for name in headers):
            headers["content-type"] = "application/json"
    if text is not None:
        bodies.append(("text", text))
    if data is not None:
        bodies.append(("bytes", data))
    if form is not None:
        bodies.append(("form", form))
    if len(bodies) > 1:
        raise failure.internal("a request has one body: json, text, data or form")
    credentials = []
    if bearer:
        credentials.append(("bearer", parts(bearer)))
    if basic:
        credentials.append(("basic", {"user": parts(basic[0]), "password": parts(basic[1])}))
    for name, value in (secret_headers or {}).items():
        credentials.append(("header", {"name": name, "value": parts(value)}))
    for name, value in (secret_query or {}).items():
        credentials.append(("query", {"name": name, "value": parts(value)}))
    for placeholder, value in (secret_in_json or {}).items():
        credentials.append(("body", {"placeholder": placeholder, "value": parts(value), "json": True}))
    request = {
        "method": method,
        "url": url,
        "headers": [{"name": name, "value": value} for name, value in headers.items()],
        "body": bodies[0] if bodies else None,
        "credentials": credentials,
        "response_as": "bytes" if as_bytes else "text",
        "timeout_s": timeout_s,
        "max_bytes": max_bytes,
        "follow_redirects": follow_redirects,
    }
    try:
        return Answer(wired.send(shaped(wired.Request, request, "request")), writes)
    except Err as error:
        raise failure.of_failure(error.value, writes) from None


def get(url, **asking):
    return send("get", url, **asking)


def post(url, **asking):
    return send("post", url, **asking)


def put(url, **asking):
    return send("put", url, **asking)


def patch(url, **asking):
    return send("patch", url, **asking)


def delete(url, **asking):
    return send("delete", url, **asking)
