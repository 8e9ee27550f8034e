// What QuickJS does not have and programs expect: texts as UTF-8, URLs, console. `Math.random` would
// give every call the same numbers, so it says what to take instead.
import { log } from "./log.ts";
import { URL, URLSearchParams } from "./url.ts";

class Encoder {
  readonly encoding = "utf-8";

  encode(text = ""): Uint8Array {
    const bytes: number[] = [];
    for (const sign of String(text).toWellFormed()) {
      const code = sign.codePointAt(0) ?? 0;
      if (code < 0x80) bytes.push(code);
      else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
      else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
      else {
        bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
      }
    }
    return Uint8Array.from(bytes);
  }
}

class Decoder {
  readonly encoding = "utf-8";
  readonly fatal: boolean;

  constructor(label = "utf-8", options: { fatal?: boolean } = {}) {
    if (!/^(utf-?8|unicode-1-1-utf-8)$/i.test(label)) {
      throw new RangeError(`only UTF-8 is decoded here; ask http for a text, and the desk decodes ${label}`);
    }
    this.fatal = options.fatal ?? false;
  }

  decode(data: Uint8Array | ArrayBuffer = new Uint8Array()): string {
    const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : data;
    let text = "";
    let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    while (at < bytes.length) {
      const first = bytes[at] ?? 0;
      at += 1;
      if (first < 0x80) {
        text += String.fromCharCode(first);
        continue;
      }
      const more = first >= 0xf0 && first < 0xf5 ? 3 : first >= 0xe0 && first < 0xf0 ? 2 : first >= 0xc2 && first < 0xe0 ? 1 : 0;
      let code = more === 3 ? first & 7 : more === 2 ? first & 15 : first & 31;
      let have = 0;
      // The second byte has bounds of its own: no surrogates, nothing written longer than it is.
      let low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
      let high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
      while (have < more) {
        const next = bytes[at] ?? 0;
        if (next < low || next > high) break;
        low = 0x80;
        high = 0xbf;
        code = (code << 6) | (next & 63);
        at += 1;
        have += 1;
      }
      if (more > 0 && have === more) {
        text += String.fromCodePoint(code);
      } else {
        if (this.fatal) throw new TypeError("this is no UTF-8");
        text += "\ufffd";
      }
    }
    return text;
  }
}

function shown(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Error) return value.stack ? `${value.name}: ${value.message}\n${value.stack}` : String(value);
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}

const line = (write: (message: string) => void) => (...values: unknown[]) => write(values.map(shown).join(" "));

const given: Record<string, unknown> = {
  TextEncoder: Encoder,
  TextDecoder: Decoder,
  URL,
  URLSearchParams,
  console: {
    debug: line((text) => log.debug(text)),
    log: line((text) => log.info(text)),
    info: line((text) => log.info(text)),
    warn: line((text) => log.warn(text)),
    error: line((text) => log.error(text)),
  },
};
for (const [name, value] of Object.entries(given)) {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
}
Math.random = () => {
  throw new Error("Math.random() is the same in every call; take random.bytes or random.uuid of @aftercare/plugin");
};
