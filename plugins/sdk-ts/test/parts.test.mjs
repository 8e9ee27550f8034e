// The parts that need no desk, compared with what Node has of its own.
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const source = join(dirname(fileURLToPath(import.meta.url)), "../src");
const own = { URL, URLSearchParams, TextDecoder, TextEncoder, random: Math.random };
const said = [];

async function bundled(contents) {
  const noDesk = {
    name: "no-desk",
    setup(making) {
      making.onResolve({ filter: /^aftercare:plugin/ }, ({ path }) => ({ path, namespace: "desk" }));
      making.onLoad({ filter: /.*/, namespace: "desk" }, () => ({
        contents: "export default { write: (...line) => globalThis.said.push(line) }",
      }));
    },
  };
  const made = await build({
    stdin: { contents, resolveDir: source, loader: "ts" },
    bundle: true,
    format: "esm",
    write: false,
    plugins: [noDesk],
  });
  return import(`data:text/javascript;base64,${Buffer.from(made.outputFiles[0].text).toString("base64")}`);
}

globalThis.said = said;
const { encode, shaped, failure, plugin, put } = await bundled(`
  import * as encode from "./encode.ts";
  import * as failure from "./failure.ts";
  import { plugin } from "./plugin.ts";
  import { shaped } from "./shape.ts";
  import "./polyfills.ts";
  const { URL, URLSearchParams, TextEncoder, TextDecoder, console } = globalThis;
  const put = { URL, URLSearchParams, TextEncoder, TextDecoder, console, random: Math.random };
  export { encode, failure, plugin, shaped, put };
`);
// The test's own runner needs its own.
Object.assign(globalThis, own);
Math.random = own.random;

test("texts are written as services want them", () => {
  for (const text of ["", "a", "ab", "abc", "迅递 🚚", "a b&c=d~*'()!"]) {
    assert.equal(encode.base64(text), Buffer.from(text).toString("base64"));
    assert.equal(encode.hex(text), Buffer.from(text).toString("hex"));
    assert.deepEqual(Buffer.from(encode.fromBase64(encode.base64(text))), Buffer.from(text));
    assert.equal(encode.form({ q: text }), new URLSearchParams({ q: text }).toString());
  }
  assert.equal(encode.percent("a b*'()!~/"), "a%20b%2A%27%28%29%21~%2F");
  assert.throws(() => encode.fromHex("0g"));
});

test("UTF-8 is read and written like everywhere", () => {
  const many = [[0xff], [0xe4, 0xb8], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf0, 0x9f, 0x9a, 0x9a], [0xf4, 0x90, 0x80, 0x80], [0x61, 0xe4, 0x62]];
  for (const bytes of many.map((one) => Uint8Array.from(one))) {
    assert.equal(new put.TextDecoder().decode(bytes), new own.TextDecoder().decode(bytes), `${bytes}`);
  }
  for (const text of ["é", "迅递", "🚚", "\ud800x"]) {
    assert.deepEqual([...new put.TextEncoder().encode(text)], [...new own.TextEncoder().encode(text)]);
  }
  assert.throws(() => new put.TextDecoder("gbk"), /desk decodes/);
});

test("URLs are taken apart like everywhere", () => {
  const texts = ["https://Api.Swift.Example:443/a/../b/./c?x=1&y=%20#z", "http://a:8080", "https://u:p@h/迅递?q=递"];
  for (const text of texts) {
    const [mine, known] = [new put.URL(text), new own.URL(text)];
    for (const part of ["href", "origin", "host", "pathname", "search", "hash", "username"]) {
      assert.equal(mine[part], known[part], `${text} ${part}`);
    }
  }
  for (const step of ["../x", "/x", "?q=1", "x/y", "https://other/z", "//other/z"]) {
    assert.equal(new put.URL(step, "https://h/a/b/c?d").href, new own.URL(step, "https://h/a/b/c?d").href);
  }
  assert.throws(() => new put.URL("javascript:1"));
});

test("a value is put into its shape or refused with its path", () => {
  const event = { at: "2026-01-02T00:00:00Z", stage: "signed", text: 5, rawCode: 30 };
  const update = { carrier: "swift", number: 17, events: [event] };
  const made = shaped({ ref: "courier-types/update" }, update);
  assert.deepEqual(made.events[0], { at: event.at, stage: "signed", text: "5", place: null, rawCode: "30" });
  assert.equal(made.number, "17");
  assert.equal(made.watchingEnded, false);
  assert.deepEqual(made.attrs, []);
  const wrong = { ...update, events: [{ ...event, stage: "SIGNED" }] };
  assert.throws(() => shaped({ ref: "courier-types/update" }, wrong), /events\[0\]\.stage must be one of created/);
  for (const number of [-1, 1.5, 2 ** 31, NaN, "x"]) assert.throws(() => shaped("u32", number), /whole number/);
  assert.equal(shaped("u32", 2 ** 31 - 1), 2 ** 31 - 1);
});

test("whatever is thrown becomes an error of the contract", () => {
  const context = {};
  const offering = (track) => plugin({ courier: { track } }).courier.track;
  const thrown = (track) => {
    try {
      offering(track)(context, []);
    } catch (error) {
      return error;
    }
    return assert.fail("nothing was thrown");
  };
  const crashed = thrown(() => null.x);
  assert.equal(crashed.tag, "internal");
  assert.match(crashed.val, /TypeError/);
  assert.equal(thrown(() => { throw failure.rateLimited("slow", 30); }).val.afterS, 30);
  assert.match(thrown(async () => []).val, /async/);
  assert.match(thrown(() => [{ parcel: "p" }]).val, /outcome must be/);
  assert.throws(() => plugin({ courier: {} }), /lacks the function track/);
  assert.deepEqual(offering(() => undefined)(context, []), []);
});

test("console goes to the log, and chance of the language is refused", () => {
  put.console.warn("slow", { ms: 3 });
  assert.deepEqual(said.at(-1), ["warn", 'slow {"ms":3}', []]);
  assert.throws(() => put.random(), /random\.bytes/);
});
