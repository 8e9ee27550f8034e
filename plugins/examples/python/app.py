"""Swift, a courier that does not exist: ../README.md says what its service does."""

import json

from aftercare_plugin import clock, encode, failure, http, offers, vault

SERVICE = "https://api.swift.example"
STAGES = {
    "10": "created",
    "20": "picked-up",
    "30": "in-transit",
    "35": "customs",
    "40": "out-for-delivery",
    "45": "ready-for-pickup",
    "50": "signed",
    "60": "exception",
    "65": "rejected",
    "70": "returning",
    "75": "returned",
    "90": "lost",
}


def signed(number):
    key = vault.secret("key")
    return {"headers": {"x-sign": vault.md5_hex(number, key)}, "secret_headers": {"x-key": [key]}}


def instant(local):
    try:
        return clock.parse(local, "%Y-%m-%d %H:%M:%S", "Asia/Shanghai")
    except ValueError:
        raise failure.upstream(f"no time: {local}") from None


def event(raw):
    return {
        "at": instant(raw["time"]),
        # A code that is not in the table is kept, and not guessed.
        "stage": STAGES.get(str(raw["code"]), "unmapped"),
        "text": raw.get("text") or "",
        "place": raw.get("place") or None,
        "raw_code": raw["code"],
    }


def update(raw, parcel, carrier):
    if not isinstance(raw, dict) or not isinstance(raw.get("events"), list):
        raise failure.upstream("the answer has no events")
    return {
        "parcel": parcel,
        "carrier": carrier,
        "number": raw["number"],
        "events": sorted((event(one) for one in raw["events"]), key=lambda one: one["at"]),
        "estimated": instant(raw["eta"]) if raw.get("eta") else None,
    }


def look(query):
    try:
        url = f"{SERVICE}/v1/parcels/{encode.percent(query.number)}"
        answer = http.get(url, **signed(query.number)).ok()
        return "updated", update(answer.json(), query.parcel, query.carrier)
    except failure.PluginFailure as why:
        if why.tag == "not-found":
            return "unknown-number"
        # An answer nobody can read is this parcel's own matter; anything else ends the call.
        if why.tag == "upstream":
            return "failed", why.error
        raise


def watch(query, callback):
    body = {"number": query.number, "callback": callback}
    http.post(f"{SERVICE}/v1/watches", json=body, **signed(query.number)).ok()
    return "unchanged"


@offers
class Account:
    def verify(self, ctx):
        me = http.get(f"{SERVICE}/v1/account", **signed("account")).ok().json()
        return {"external_id": me["customer"], "display_name": me["name"], "scopes": me["scopes"]}


@offers
class Courier:
    def track(self, ctx, queries):
        return [{"parcel": query.parcel, "outcome": look(query)} for query in queries]


@offers
class CourierSubscribe:
    def subscribe(self, ctx, queries, callback_url):
        return [{"parcel": query.parcel, "outcome": watch(query, callback_url)} for query in queries]


@offers
class CourierPush:
    def read(self, ctx, request):
        given = next((one.value for one in request.headers if one.name == "x-sign"), "")
        wanted = vault.sha256_hex(request.body, "/", vault.secret("key"))
        if not vault.same(given.lower(), wanted):
            raise failure.bad_signature("x-sign is not of this body")
        try:
            raw = json.loads(request.body)
        except ValueError:
            raise failure.invalid("the body is no JSON") from None
        return {
            "answer": {"status": 200, "body": '{"ok":true}'},
            "dedupe_key": raw["id"],
            "updates": [update(raw, None, "swift")],
        }
