// URLs of http and https, as far as a plugin reads and writes them. What is not plain is refused and
// not guessed: the desk reads every URL again, strictly, before it goes anywhere.
import { formValue } from "./encode.ts";

type Pairs = [string, string][];

export class URLSearchParams {
  #pairs: Pairs;

  constructor(from: string | Record<string, string> | Iterable<[string, string]> = "") {
    if (typeof from === "string") {
      const decoded = (text: string) => decodeURIComponent(text.replace(/\+/g, " ").replace(/%(?![0-9a-fA-F]{2})/g, "%25"));
      const fields = from.replace(/^\?/, "").split("&").filter(Boolean);
      this.#pairs = fields.map((field) => {
        const [name = "", ...rest] = field.split("=");
        return [decoded(name), decoded(rest.join("="))];
      });
    } else {
      const pairs = Symbol.iterator in from ? [...(from as Iterable<[string, string]>)] : Object.entries(from);
      this.#pairs = pairs.map(([name, value]) => [String(name), String(value)]);
    }
  }

  append(name: string, value: string): void {
    this.#pairs.push([name, String(value)]);
  }

  delete(name: string): void {
    this.#pairs = this.#pairs.filter(([one]) => one !== name);
  }

  get(name: string): string | null {
    return this.#pairs.find(([one]) => one === name)?.[1] ?? null;
  }

  getAll(name: string): string[] {
    return this.#pairs.filter(([one]) => one === name).map(([, value]) => value);
  }

  has(name: string): boolean {
    return this.#pairs.some(([one]) => one === name);
  }

  set(name: string, value: string): void {
    const at = this.#pairs.findIndex(([one]) => one === name);
    this.#pairs = this.#pairs.filter(([one], index) => one !== name || index === at);
    if (at < 0) this.append(name, value);
    else this.#pairs[at] = [name, String(value)];
  }

  sort(): void {
    this.#pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  }

  entries(): IterableIterator<[string, string]> {
    return this.#pairs[Symbol.iterator]();
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }

  forEach(call: (value: string, name: string) => void): void {
    for (const [name, value] of this.#pairs) call(value, name);
  }

  get size(): number {
    return this.#pairs.length;
  }

  toString(): string {
    return this.#pairs.map(([name, value]) => `${formValue(name)}=${formValue(value)}`).join("&");
  }
}

const WHOLE = /^(https?):\/\/(?:([^/?#@]*)@)?([^/?#:@\\\s]+)(?::(\d{1,5}))?([^?#\s\\]*)(\?[^#\s]*)?(#\S*)?$/i;

export class URL {
  protocol: string;
  username: string;
  password: string;
  hostname: string;
  port: string;
  pathname: string;
  hash: string;
  searchParams: URLSearchParams;
  #query: string;
  #asRead: string;

  constructor(text: string | URL, base?: string | URL) {
    const found = WHOLE.exec(base === undefined ? String(text) : joined(String(text), new URL(base)));
    if (!found) throw new TypeError("this is no URL of http or https");
    const [, scheme = "", user = "", host = "", port = "", path = "", query = "", hash = ""] = found;
    const [name = "", ...word] = user.split(":");
    this.protocol = `${scheme.toLowerCase()}:`;
    this.username = name;
    this.password = word.join(":");
    this.hostname = host.toLowerCase();
    this.port = port === (this.protocol === "https:" ? "443" : "80") ? "" : port;
    this.pathname = escaped(folded(path || "/"));
    this.hash = hash;
    this.searchParams = new URLSearchParams(query);
    this.#query = escaped(query === "?" ? "" : query);
    this.#asRead = this.searchParams.toString();
  }

  /** As it came, unless the fields were changed. */
  get search(): string {
    const now = this.searchParams.toString();
    if (now === this.#asRead) return this.#query;
    return now ? `?${now}` : "";
  }

  set search(query: string) {
    this.searchParams = new URLSearchParams(query);
    this.#query = query && !query.startsWith("?") ? `?${query}` : query;
    this.#asRead = this.searchParams.toString();
  }

  get host(): string {
    return this.port ? `${this.hostname}:${this.port}` : this.hostname;
  }

  get origin(): string {
    return `${this.protocol}//${this.host}`;
  }

  get href(): string {
    const user = this.username ? `${this.username}${this.password ? `:${this.password}` : ""}@` : "";
    return `${this.protocol}//${user}${this.host}${this.pathname}${this.search}${this.hash}`;
  }

  toString(): string {
    return this.href;
  }

  toJSON(): string {
    return this.href;
  }
}

const escaped = (text: string) => text.replace(/[^\x21-\x7e]+|["<>`{}]/g, (signs) => encodeURIComponent(signs));

/** Without the steps `.` and `..`. */
function folded(path: string): string {
  const steps: string[] = [];
  const all = path.split("/").slice(1);
  for (const [at, step] of all.entries()) {
    const isLast = at === all.length - 1;
    const plain = step.replace(/%2e/gi, ".");
    if (plain === "..") steps.pop();
    else if (plain !== ".") steps.push(step);
    if (isLast && (plain === "." || plain === "..")) steps.push("");
  }
  return `/${steps.join("/")}`;
}

function joined(text: string, base: URL): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) return text;
  if (text.startsWith("//")) return `${base.protocol}${text}`;
  if (text.startsWith("/")) return `${base.origin}${text}`;
  if (text.startsWith("?")) return `${base.origin}${base.pathname}${text}`;
  if (text.startsWith("#") || text === "") return `${base.origin}${base.pathname}${base.search}${text}`;
  return `${base.origin}${base.pathname.replace(/[^/]*$/, "")}${text}`;
}
