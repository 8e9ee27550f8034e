// Bytes and texts, written as services want them.

const utf8 = (data: string | Uint8Array) => (typeof data === "string" ? new TextEncoder().encode(data) : data);

export function hex(data: string | Uint8Array): string {
  let text = "";
  for (const byte of utf8(data)) text += byte.toString(16).padStart(2, "0");
  return text;
}

export function fromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0 || /[^0-9a-fA-F]/.test(text)) throw new Error("this is no hexadecimal");
  return Uint8Array.from({ length: text.length / 2 }, (_, at) => Number.parseInt(text.slice(at * 2, at * 2 + 2), 16));
}

const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

export function base64(data: string | Uint8Array): string {
  const bytes = utf8(data);
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const sign = (shift: number) => SIGNS.charAt((three >> shift) & 63);
    text += sign(18) + sign(12) + (left > 1 ? sign(6) : "=") + (left > 2 ? sign(0) : "=");
  }
  return text;
}

export function fromBase64(text: string): Uint8Array {
  const plain = text.replace(/[\s=]/g, "").replace(/-/g, "+").replace(/_/g, "/");
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const sign of plain) {
    const value = SIGNS.indexOf(sign);
    if (value < 0) throw new Error("this is no base64");
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 255);
    }
  }
  return Uint8Array.from(bytes);
}

/** As RFC 3986 writes it: everything but letters, digits and `-._~` escaped. */
export const percent = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** As `application/x-www-form-urlencoded` writes one value. */
export const formValue = (text: string): string => percent(text).replace(/%20/g, "+").replace(/~/g, "%7E").replace(/%2A/g, "*");

/** As `application/x-www-form-urlencoded` writes fields. */
export const form = (fields: Record<string, unknown>): string =>
  Object.entries(fields)
    .map(([name, value]) => `${formValue(name)}=${formValue(String(value))}`)
    .join("&");
