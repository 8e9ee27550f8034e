// The errors of the contract, in one word each. Which one is thrown decides what the desk does next.
import type { http, kv, types, vault } from "./contract.ts";

/** What a call came to, when it came to nothing. */
export class PluginFailure extends Error {
  readonly error: types.PluginError;

  constructor(error: types.PluginError) {
    super(`${error.tag}: ${words(error)}`);
    this.name = "PluginFailure";
    this.error = error;
  }
}

function words(error: types.PluginError): string {
  const { val } = error;
  if (typeof val === "string") return val;
  if (Array.isArray(val)) return val.join(": ");
  return "reason" in val ? val.reason : val.message;
}

const made = (error: types.PluginError): PluginFailure => new PluginFailure(error);

/** Nothing changed there; try again later, not before so many seconds. */
export const retryable = (message: string, afterS: number | null = null) =>
  made({ tag: "retryable", val: { message, afterS } });
/** The other side asks for a pause of so many seconds. */
export const rateLimited = (message: string, afterS: number, scope: types.RateScope = "account") =>
  made({ tag: "rate-limited", val: { message, afterS, scope } });
/** The account is paused until a person mends it. */
export const auth = (kind: types.AuthKind, message: string) => made({ tag: "auth", val: { kind, message } });
/** A message that came in is not signed by whom it says. */
export const badSignature = (message: string) => auth("bad-signature", message);
/** This input can never succeed. */
export const invalid = (message: string, field: string | null = null, code: string | null = null) =>
  made({ tag: "invalid", val: { message, field, code } });
/** There is no such thing. */
export const notFound = (message: string) => made({ tag: "not-found", val: message });
/** The other side said no, for a reason a person must read. */
export const refused = (reason: string, code: string | null = null) => made({ tag: "refused", val: { reason, code } });
/** The thing is in another state by now. */
export const conflict = (message: string) => made({ tag: "conflict", val: message });
/** This plugin, or this account, cannot do that at all. */
export const unsupported = (what: string) => made({ tag: "unsupported", val: what });
/** It may have happened. */
export const unknownOutcome = (message: string) => made({ tag: "unknown-outcome", val: message });
/** An answer nobody can read. */
export const upstream = (message: string, httpStatus: number | null = null, code: string | null = null) =>
  made({ tag: "upstream", val: { message, httpStatus, code } });
/** A fault of the plugin itself. */
export const internal = (message: string) => made({ tag: "internal", val: message });

/** Whatever was thrown, as an error of the contract: what is not one is a fault of the plugin. */
export function of(thrown: unknown): types.PluginError {
  if (thrown instanceof PluginFailure) return thrown.error;
  if (!(thrown instanceof Error)) return { tag: "internal", val: `thrown: ${String(thrown)}` };
  const place = (thrown.stack ?? "").trim();
  return { tag: "internal", val: `${thrown.name}: ${thrown.message}\n${place}`.slice(0, 4_000) };
}

/** A secret that is not there, or may not be used, is for the owner to mend. */
export function ofVault(error: vault.VaultError): PluginFailure {
  switch (error.tag) {
    case "no-such-secret":
      return auth("missing", error.val);
    case "denied":
      return auth("insufficient-scope", error.val);
    case "unsupported":
      return unsupported(error.val);
    default:
      return internal(error.val);
  }
}

export const ofKv = (error: kv.KvError): PluginFailure => internal(`${error.tag}: ${error.val}`);

/** Seconds to wait when the other side asks for a pause and does not say how long. */
export const PAUSE_S = 60;

/**
 * The error that a status stands for: 401 and 403 are `auth`; 429, and 503 with a time,
 * `rate-limited`; 404, 409, and 400 or 422, `not-found`, `conflict`, `invalid`; any other 5xx is
 * `retryable`, or `unknown-outcome` of a write.
 */
export function ofStatus(status: number, text: string, afterS: number | null, writes: boolean): PluginFailure {
  const said = `HTTP ${status}: ${[...text.slice(0, 400)].slice(0, 200).join("").trim()}`;
  if (status === 401) return auth("revoked", said);
  if (status === 403) return auth("insufficient-scope", said);
  if (status === 404 || status === 410) return notFound(said);
  if (status === 409) return conflict(said);
  if (status === 400 || status === 422) return invalid(said, null, String(status));
  if (status === 429 || (status === 503 && afterS !== null)) return rateLimited(said, afterS ?? PAUSE_S);
  if (status === 408 || status === 503) return retryable(said);
  if (status >= 500 && status <= 599) return writes ? unknownOutcome(said) : retryable(said);
  return upstream(said, status);
}

/** The error that no answer stands for. A write that may have arrived is `unknown-outcome`. */
export function ofFailure(failed: http.Failure, writes: boolean): PluginFailure {
  const afterS = failed.afterS ?? null;
  switch (failed.kind) {
    case "denied":
      return internal(failed.message);
    case "throttled":
    case "circuit-open":
    case "budget":
      return rateLimited(failed.message, afterS ?? PAUSE_S);
  }
  if (writes && failed.maybeSent) return unknownOutcome(failed.message);
  if (failed.kind === "too-large" || failed.kind === "protocol") return upstream(failed.message);
  return retryable(failed.message, afterS);
}
