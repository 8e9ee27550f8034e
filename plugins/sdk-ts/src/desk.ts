// Settings, memory, clock and chance of the account a call is for.
import wiredClock from "aftercare:plugin/clock@0.1.0";
import wiredConfig from "aftercare:plugin/config@0.1.0";
import wiredKv from "aftercare:plugin/kv@0.1.0";
import wiredRandom from "aftercare:plugin/random@0.1.0";
import type { clock as clockTypes } from "./contract.ts";
import { auth, ofKv } from "./failure.ts";
import { desk, inWords } from "./plugin.ts";

const rawKv = desk("kv", wiredKv, ofKv);
const rawClock = desk("clock", wiredClock, inWords);
const rawConfig = desk("config", wiredConfig, inWords);
const rawRandom = desk("random", wiredRandom, inWords);

/** The settings of this account that are no secrets. */
export const settings = {
  /** Null when it is not set. */
  get: (key: string): string | null => rawConfig.get(key) || null,
  /** `auth(missing)`: the owner has to fill it in. */
  need(key: string): string {
    const value = settings.get(key);
    if (value === null) throw auth("missing", key);
    return value;
  },
  /** A switch; off when it is not set. */
  isOn: (key: string): boolean => rawConfig.get(key) === "true",
  all: (): Record<string, string> => Object.fromEntries(rawConfig.all()),
};

/** A small memory of this account. What is written holds only if the call succeeds. */
export const kv = {
  get: (key: string): Uint8Array | null => rawKv.get(key),
  /** As a text; null when there is none. */
  text(key: string): string | null {
    const bytes = rawKv.get(key);
    return bytes === null ? null : new TextDecoder().decode(bytes);
  },
  /** Keys of at most 256 bytes, values of at most 64 KiB. */
  set(key: string, value: Uint8Array | string, ttlS: number | null = null): void {
    rawKv.set(key, value as Uint8Array, ttlS);
  },
  delete: (key: string): void => rawKv.delete(key),
  /** In the order of the keys, those after `after`. */
  scan: (prefix: string, after: string | null = null, limit = 100) => rawKv.scan(prefix, after, limit),
};

/** The desk's clock. `Date.now()` at the top of a module is the time of the build. */
export const clock = {
  now: (): clockTypes.Instant => rawClock.now(),
  /** Now in a zone of IANA, by a pattern of strftime: "%Y-%m-%d %H:%M:%S". */
  formatNow: (pattern: string, zone: string): string => rawClock.formatNow(pattern, zone),
  /** A local time of a zone, written by that pattern, as a timestamp. */
  parse: (text: string, pattern: string, zone: string): string => rawClock.parse(text, pattern, zone),
};

/** Chance. `Math.random()` would be the same in every call. */
export const random = {
  /** At most 1,024 at once. */
  bytes: (length: number): Uint8Array => rawRandom.bytes(length),
  /** Version 4. */
  uuid: (): string => rawRandom.uuid(),
};
