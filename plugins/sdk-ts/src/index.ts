// Everything a plugin in TypeScript is written with.
export type * from "./contract.ts";
export { plugin } from "./plugin.ts";
export { PluginFailure } from "./failure.ts";
export * as failure from "./failure.ts";
export * as http from "./http.ts";
export * as vault from "./vault.ts";
export * as encode from "./encode.ts";
export { clock, kv, random, settings } from "./desk.ts";
export { log } from "./log.ts";
