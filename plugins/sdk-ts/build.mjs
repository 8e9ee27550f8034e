#!/usr/bin/env node
// Makes the component of a plugin in TypeScript or JavaScript:
//
//   aftercare-plugin-ts [FOLDER] [--main src/plugin.ts] [--out plugin.wasm] [--no-check]
//
// The worlds are those of plugin.toml. componentize-qjs is called itself, without WASI's async: the
// desk takes no such component.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { camel, contractFolder, partsOf, read } from "./generate.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    main: { type: "string", default: "src/plugin.ts" },
    out: { type: "string", default: "plugin.wasm" },
    "no-check": { type: "boolean", default: false },
  },
});
const folder = resolve(positionals[0] ?? ".");
const main = resolve(folder, values.main);
const out = resolve(folder, values.out);

function fail(words) {
  console.error(words);
  process.exit(1);
}

/** Where a tool's package is: beside this kit, or beside the plugin. */
function packaged(name) {
  for (const from of [here, folder]) {
    try {
      return createRequire(join(from, "package.json")).resolve(name);
    } catch {
      // Looked for in the next place.
    }
  }
  return fail(`${name} is not installed: npm install`);
}

if (!existsSync(main)) fail(`${values.main} is not there; say --main FILE`);
const manifest = join(folder, "plugin.toml");
if (!existsSync(manifest)) fail("plugin.toml is not there; it says which worlds the plugin is of");
const worlds = [...(/^worlds\s*=\s*\[([^\]]*)\]/m.exec(readFileSync(manifest, "utf8"))?.[1] ?? "").matchAll(/"([^"]+)"/g)];
const names = worlds.map(([, name]) => name);
if (names.length === 0) fail('plugin.toml names no world: worlds = ["courier-plugin"]');

const contract = contractFolder();
const { version, worlds: known } = read(contract);
let exported;
try {
  exported = [...new Set(names.flatMap((name) => partsOf(known, name, "exports")))];
} catch (error) {
  fail(error.message);
}

const scratch = mkdtempSync(join(tmpdir(), "aftercare-plugin-"));
try {
  // One world that is all of the manifest's.
  const wit = join(scratch, "wit");
  cpSync(contract, wit, { recursive: true });
  const includes = names.map((name) => `  include ${name};`).join("\n");
  writeFileSync(join(wit, "built.wit"), `package aftercare:plugin@${version};\n\nworld built {\n${includes}\n}\n`);

  if (!values["no-check"] && /\.ts$/.test(main)) {
    const shared = join(here, "tsconfig.json");
    const config = join(scratch, "tsconfig.json");
    const files = [main, join(here, "src/globals.d.ts"), join(here, "src/imports.d.ts")];
    const paths = { "@aftercare/plugin": [join(here, "src/index.ts")] };
    writeFileSync(config, JSON.stringify({ extends: shared, compilerOptions: { paths }, include: [], files }));
    const tsc = join(dirname(packaged("typescript/package.json")), "bin/tsc");
    const checked = spawnSync(process.execPath, [tsc, "-p", config], { stdio: "inherit" });
    if (checked.status !== 0) fail("the types do not hold");
  }

  const { build } = await import(packaged("esbuild"));
  const lines = [
    'import "@aftercare/plugin/polyfills";',
    `import made from ${JSON.stringify(main)};`,
    "const offered = (name) => {",
    "  if (!made?.[name]) throw new Error(`the world wants ${name}: export default plugin({ ${name}: { … } })`);",
    "  return made[name];",
    "};",
    ...exported.map((name) => `export const ${camel(name)} = offered(${JSON.stringify(camel(name))});`),
  ];
  const bundle = join(scratch, "plugin.js");
  await build({
    stdin: { contents: lines.join("\n"), resolveDir: folder, loader: "js", sourcefile: "entry.js" },
    outfile: bundle,
    bundle: true,
    format: "esm",
    target: "es2022",
    platform: "neutral",
    mainFields: ["module", "main"],
    external: ["aftercare:plugin/*"],
    alias: {
      "@aftercare/plugin/polyfills": join(here, "src/polyfills.ts"),
      "@aftercare/plugin": join(here, "src/index.ts"),
    },
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
  });

  // With minified code no error would name the function it comes from.
  const { componentize } = await import(packaged("componentize-qjs"));
  const options = { witPath: wit, jsSource: readFileSync(bundle, "utf8"), world: "built", optSize: true, sync: true };
  const result = await componentize(options);
  writeFileSync(out, result.component ?? result);
  console.log(`${out}: ${Math.ceil(statSync(out).size / 1000)} kB, offers ${exported.join(", ")}`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
