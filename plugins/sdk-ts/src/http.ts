// The one way to the network, with the errors of the contract made of what comes back.
import wired from "aftercare:plugin/http@0.1.0";
import type { http as wire } from "./contract.ts";
import { percent } from "./encode.ts";
import { internal, ofFailure, ofStatus, PluginFailure, upstream } from "./failure.ts";
import { desk } from "./plugin.ts";
import { parts } from "./vault.ts";
import type { Part } from "./vault.ts";

/** What goes along with a request. */
export interface Asking {
  headers?: Record<string, string>;
  /** Added to the query of the URL, escaped. */
  query?: Record<string, unknown>;
  /** Sent as JSON, written by JSON.stringify. To sign it, write it yourself and give it as `text`. */
  json?: unknown;
  form?: Record<string, unknown>;
  text?: string;
  bytes?: Uint8Array;
  bearer?: Part[];
  basic?: { user: Part[]; password: Part[] };
  /** Headers and fields of the query whose value holds a secret: the desk fills it in. */
  secretHeaders?: Record<string, Part[]>;
  secretQuery?: Record<string, Part[]>;
  /** Where the name stands in the body, the value is put, escaped as the inside of a JSON text. */
  secretInJson?: Record<string, Part[]>;
  /** Whether it may change something there. GET and HEAD do not, others do, unless told. */
  writes?: boolean;
  /** The body is wanted as bytes. */
  asBytes?: boolean;
  timeoutS?: number;
  maxBytes?: number;
  followRedirects?: boolean;
}

/** What came back, whatever its status. */
export class Answer {
  readonly status: number;
  readonly headers: wire.Header[];
  readonly retryAfterS: number | null;
  readonly #body: wire.Body;
  readonly #writes: boolean;

  constructor(response: wire.Response, writes: boolean) {
    this.status = response.status;
    this.headers = response.headers;
    this.retryAfterS = response.retryAfterS ?? null;
    this.#body = response.body;
    this.#writes = writes;
  }

  header(name: string): string | null {
    const wanted = name.toLowerCase();
    return this.headers.find((header) => header.name.toLowerCase() === wanted)?.value ?? null;
  }

  /** Decoded by the desk: UTF-8, GB18030, Big5. */
  get text(): string {
    const body = this.#body;
    return body.tag === "text" ? body.val : body.tag === "bytes" ? new TextDecoder().decode(body.val) : "";
  }

  get bytes(): Uint8Array {
    return this.#body.tag === "bytes" ? this.#body.val : new TextEncoder().encode(this.text);
  }

  /** Itself when its status is a 2xx; else throws what the status stands for. */
  ok(): this {
    if (this.status >= 200 && this.status <= 299) return this;
    throw this.error();
  }

  error(): PluginFailure {
    return ofStatus(this.status, this.text, this.retryAfterS, this.#writes);
  }

  /** `upstream`: the body is no JSON. */
  json(): any {
    try {
      return JSON.parse(this.text);
    } catch {
      throw upstream(`the answer is no JSON: ${[...this.text.slice(0, 200)].slice(0, 80).join("")}`);
    }
  }
}

const raw = desk("http", wired, (error: unknown) => new Failed(error as wire.Failure) as PluginFailure);

/** No answer; becomes an error of the contract once it is known whether the request writes. */
class Failed extends PluginFailure {
  readonly failure: wire.Failure;

  constructor(failure: wire.Failure) {
    super({ tag: "internal", val: failure.message });
    this.failure = failure;
  }
}

function bodyOf(asking: Asking): wire.Body | null {
  const found: wire.Body[] = [];
  if (asking.json !== undefined) found.push({ tag: "text", val: JSON.stringify(asking.json) });
  if (asking.text !== undefined) found.push({ tag: "text", val: asking.text });
  if (asking.bytes !== undefined) found.push({ tag: "bytes", val: asking.bytes });
  if (asking.form !== undefined) {
    const fields = Object.entries(asking.form);
    found.push({ tag: "form", val: fields.map(([name, value]) => [name, String(value)]) });
  }
  if (found.length > 1) throw internal("a request has one body: json, text, bytes or form");
  return found[0] ?? null;
}

function credentials(asking: Asking): wire.Credential[] {
  const all: wire.Credential[] = [];
  if (asking.bearer) all.push({ tag: "bearer", val: parts(asking.bearer) });
  if (asking.basic) {
    all.push({ tag: "basic", val: { user: parts(asking.basic.user), password: parts(asking.basic.password) } });
  }
  for (const [name, value] of Object.entries(asking.secretHeaders ?? {})) {
    all.push({ tag: "header", val: { name, value: parts(value) } });
  }
  for (const [name, value] of Object.entries(asking.secretQuery ?? {})) {
    all.push({ tag: "query", val: { name, value: parts(value) } });
  }
  for (const [placeholder, value] of Object.entries(asking.secretInJson ?? {})) {
    all.push({ tag: "body", val: { placeholder, value: parts(value), json: true } });
  }
  return all;
}

/** Sends a request. A write that may have arrived is `unknown-outcome`. */
export function send(method: wire.Method, url: string, asking: Asking = {}): Answer {
  const writes = asking.writes ?? !(method === "get" || method === "head");
  const query = Object.entries(asking.query ?? {})
    .map(([name, value]) => `${percent(name)}=${percent(String(value))}`)
    .join("&");
  const headers = Object.entries(asking.headers ?? {}).map(([name, value]) => ({ name, value }));
  if (asking.json !== undefined && !headers.some(({ name }) => name.toLowerCase() === "content-type")) {
    headers.push({ name: "content-type", value: "application/json" });
  }
  try {
    const response = raw.send({
      method,
      url: query ? `${url}${url.includes("?") ? "&" : "?"}${query}` : url,
      headers,
      body: bodyOf(asking),
      credentials: credentials(asking),
      responseAs: asking.asBytes ? "bytes" : "text",
      timeoutS: asking.timeoutS ?? null,
      maxBytes: asking.maxBytes ?? null,
      followRedirects: asking.followRedirects ?? false,
    });
    return new Answer(response, writes);
  } catch (thrown) {
    throw thrown instanceof Failed ? ofFailure(thrown.failure, writes) : thrown;
  }
}

export const get = (url: string, asking?: Asking): Answer => send("get", url, asking);
export const post = (url: string, asking?: Asking): Answer => send("post", url, asking);
export const put = (url: string, asking?: Asking): Answer => send("put", url, asking);
export const patch = (url: string, asking?: Asking): Answer => send("patch", url, asking);
export { remove as delete };
const remove = (url: string, asking?: Asking): Answer => send("delete", url, asking);
