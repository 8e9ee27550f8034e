// Lines in the plugin's own log, seen by the owner.
import wired from "aftercare:plugin/log@0.1.0";
import type { log as wire } from "./contract.ts";

type Fields = Record<string, unknown>;

function write(level: wire.Level, message: unknown, fields: Fields = {}): void {
  const pairs = Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]);
  wired.write(level, String(message).toWellFormed(), pairs);
}

export const log = {
  debug: (message: unknown, fields?: Fields) => write("debug", message, fields),
  info: (message: unknown, fields?: Fields) => write("info", message, fields),
  warn: (message: unknown, fields?: Fields) => write("warn", message, fields),
  error: (message: unknown, fields?: Fields) => write("error", message, fields),
};
