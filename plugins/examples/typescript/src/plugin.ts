// Swift, a courier that does not exist: ../README.md says what its service does.
import { clock, failure, http, plugin, vault } from "@aftercare/plugin";
import type { courierTypes } from "@aftercare/plugin";

const SERVICE = "https://api.swift.example";
const STAGES: Record<string, courierTypes.Stage> = {
  10: "created",
  20: "picked-up",
  30: "in-transit",
  35: "customs",
  40: "out-for-delivery",
  45: "ready-for-pickup",
  50: "signed",
  60: "exception",
  65: "rejected",
  70: "returning",
  75: "returned",
  90: "lost",
};

const signed = (number: string) => ({
  headers: { "x-sign": vault.md5Hex(number, vault.secret("key")) },
  secretHeaders: { "x-key": [vault.secret("key")] },
});

function instant(local: unknown): string {
  try {
    return clock.parse(String(local), "%Y-%m-%d %H:%M:%S", "Asia/Shanghai");
  } catch {
    throw failure.upstream(`no time: ${local}`);
  }
}

function event(raw: any): courierTypes.Event {
  return {
    at: instant(raw.time),
    // A code that is not in the table is kept, and not guessed.
    stage: STAGES[raw.code] ?? "unmapped",
    text: raw.text ?? "",
    place: raw.place || null,
    rawCode: raw.code,
  };
}

function update(raw: any, parcel: string | null, carrier: string): courierTypes.Update {
  if (!Array.isArray(raw?.events)) throw failure.upstream("the answer has no events");
  const events = raw.events.map(event).sort((a: courierTypes.Event, b: courierTypes.Event) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return {
    parcel,
    carrier,
    number: raw.number,
    events,
    estimated: raw.eta ? instant(raw.eta) : null,
    watchingEnded: false,
    attrs: [],
  };
}

function look(query: courierTypes.Query): courierTypes.Outcome {
  try {
    const answer = http.get(`${SERVICE}/v1/parcels/${encodeURIComponent(query.number)}`, signed(query.number)).ok();
    return { tag: "updated", val: update(answer.json(), query.parcel, query.carrier) };
  } catch (thrown) {
    const { tag } = failure.of(thrown);
    if (tag === "not-found") return { tag: "unknown-number" };
    // An answer nobody can read is this parcel's own matter; anything else ends the call.
    if (tag === "upstream") return { tag: "failed", val: failure.of(thrown) };
    throw thrown;
  }
}

function watch(query: courierTypes.Query, callback: string): courierTypes.Outcome {
  const json = { number: query.number, callback };
  http.post(`${SERVICE}/v1/watches`, { json, ...signed(query.number) }).ok();
  return { tag: "unchanged" };
}

export default plugin({
  account: {
    verify() {
      const me = http.get(`${SERVICE}/v1/account`, signed("account")).ok().json();
      return { externalId: me.customer, displayName: me.name, scopes: me.scopes, attrs: [] };
    },
  },
  courier: {
    track: (_, queries) =>
      queries.map((query) => ({ parcel: query.parcel, outcome: look(query), nextPollS: null })),
  },
  courierSubscribe: {
    subscribe: (_, queries, callback) =>
      queries.map((query) => ({ parcel: query.parcel, outcome: watch(query, callback), nextPollS: null })),
  },
  courierPush: {
    read(_, request) {
      const given = request.headers.find(({ name }) => name === "x-sign")?.value ?? "";
      const wanted = vault.sha256Hex(request.body, "/", vault.secret("key"));
      if (!vault.same(given.toLowerCase(), wanted)) throw failure.badSignature("x-sign is not of this body");
      let raw;
      try {
        raw = JSON.parse(new TextDecoder().decode(request.body));
      } catch {
        throw failure.invalid("the body is no JSON");
      }
      return {
        answer: { status: 200, headers: [], body: '{"ok":true}' },
        dedupeKey: raw.id,
        updates: [update(raw, null, "swift")],
      };
    },
  },
});
