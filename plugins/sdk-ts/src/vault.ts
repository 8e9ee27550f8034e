// Secrets have names; the desk computes with them, and a plugin never sees one.
import wired from "aftercare:plugin/vault@0.1.0";
import type { vault as wire } from "./contract.ts";
import { base64, hex } from "./encode.ts";
import { ofVault } from "./failure.ts";
import { desk } from "./plugin.ts";

/** A piece of what is hashed, signed or sent. A plain text and bytes stand for themselves. */
export type Part = wire.Part | string | Uint8Array;

const raw = desk("vault", wired, ofVault);

/** The secret by its name in the manifest, written another way first where `form` says so. */
export const secret = (name: string, form: wire.Form = "plain"): wire.Part => ({ tag: "secret", val: { name, form } });

/** Pieces as the contract has them. */
export const parts = (all: Part[]): wire.Part[] =>
  all.map((part) => {
    if (typeof part === "string") return { tag: "text", val: part };
    return part instanceof Uint8Array ? { tag: "bytes", val: part } : part;
  });

/** "md5", "sha1", "sha256", "sha512", "sm3": the digest over all parts, one after the other. */
export const digest = (alg: string, ...all: Part[]): Uint8Array => raw.digest(alg, parts(all));
export const md5Hex = (...all: Part[]): string => hex(digest("md5", ...all));
export const md5HexUpper = (...all: Part[]): string => md5Hex(...all).toUpperCase();
export const sha256Hex = (...all: Part[]): string => hex(digest("sha256", ...all));
export const sm3Hex = (...all: Part[]): string => hex(digest("sm3", ...all));
export const hmac = (alg: string, key: Part[], message: Part[]): Uint8Array =>
  raw.hmac(alg, parts(key), parts(message));
export const hmacHex = (alg: string, key: Part[], message: Part[]): string => hex(hmac(alg, key, message));
export const hmacBase64 = (alg: string, key: Part[], message: Part[]): string => base64(hmac(alg, key, message));
/** Each output is the key of the next: the signatures of Tencent Cloud and AWS. */
export const hmacChain = (alg: string, key: Part[], messages: (string | Uint8Array)[]): Uint8Array =>
  raw.hmacChain(alg, parts(key), messages as Uint8Array[]);
/** "rsa-sha256", "rsa-pss-sha256", "ed25519" with a private key. */
export const sign = (alg: string, name: string, message: string | Uint8Array): Uint8Array =>
  raw.sign(alg, name, message as Uint8Array);
/** "aes-cbc-pkcs7", "aes-cbc", "aes-ecb-pkcs7". */
export const decrypt = (alg: string, key: Part[], iv: Uint8Array, data: Uint8Array): Uint8Array =>
  raw.decrypt(alg, parts(key), iv, data);
export const encrypt = (alg: string, key: Part[], iv: Uint8Array, data: Uint8Array): Uint8Array =>
  raw.encrypt(alg, parts(key), iv, data);
/** Keeps a secret learned on the way, of a name the manifest declares as `rotating`. */
export const put = (name: string, value: string, expires: string | null = null): void => raw.put(name, value, expires);
/** When a secret that was put runs out. */
export const expires = (name: string): string | null => raw.expires(name);
/** Only with the permission `secrets.reveal`. */
export const reveal = (name: string): string => raw.reveal(name);
/** Whether two texts are the same; takes as long for the first difference as for the last. */
export function same(a: string, b: string): boolean {
  let differences = a.length ^ b.length;
  for (let at = 0; at < a.length; at++) differences |= a.charCodeAt(at) ^ b.charCodeAt(at % (b.length || 1));
  return differences === 0;
}
