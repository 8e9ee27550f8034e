// What polyfills.ts puts there, for the type checker.
declare class TextEncoder {
  encode(text?: string): Uint8Array;
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean });
  decode(data?: Uint8Array | ArrayBuffer): string;
}
declare const console: Record<"debug" | "log" | "info" | "warn" | "error", (...values: unknown[]) => void>;
declare var URL: typeof import("./url.ts").URL;
declare var URLSearchParams: typeof import("./url.ts").URLSearchParams;
interface String {
  isWellFormed(): boolean;
  toWellFormed(): string;
}
