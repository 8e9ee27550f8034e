// Writes src/contract.ts and src/imports.d.ts from the contract (plugins/wit): the types an author
// sees, and the same as data, by which every value is put into its shape before it crosses over.
//
//   node generate.mjs            writes them
//   node generate.mjs --check    says whether they are as the contract is
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

/** Where the contract is: beside this file in a package, one folder up in the repository. */
export function contractFolder() {
  return [join(here, "wit"), join(here, "../wit")].find((folder) => existsSync(folder));
}

export const camel = (name) => name.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
const pascal = (name) => camel(name).replace(/^./, (letter) => letter.toUpperCase());

/** Names and signs, without the words about them. */
function tokens(text) {
  const plain = text.replace(/\/\/.*$/gm, "");
  return plain.match(/->|[A-Za-z%][A-Za-z0-9-]*|[0-9.]+|[{}()<>:;,=_@/]/g) ?? [];
}

/** Reads every interface and world of a folder. */
export function read(folder) {
  const interfaces = {};
  const worlds = {};
  let version;
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".wit")).sort()) {
    const all = tokens(readFileSync(join(folder, file), "utf8"));
    let at = 0;
    const next = () => all[at++];
    const peek = () => all[at];
    const expect = (wanted) => {
      const found = next();
      if (found !== wanted) throw new Error(`${file}: ${wanted} was expected, not ${found}`);
    };
    const until = (end) => {
      const seen = [];
      while (peek() !== end) seen.push(next());
      next();
      return seen;
    };
    const type = () => {
      const name = next();
      if (name === "_") return null;
      if (!["list", "option", "tuple", "result"].includes(name)) return name;
      const inside = [];
      if (peek() === "<") {
        next();
        while (peek() !== ">") {
          inside.push(type());
          if (peek() === ",") next();
        }
        next();
      }
      return { [name]: name === "tuple" || name === "result" ? inside : inside[0] };
    };
    const fields = () => {
      const found = {};
      expect("{");
      while (peek() !== "}") {
        const name = next();
        expect(":");
        found[name] = type();
        if (peek() === ",") next();
      }
      next();
      return found;
    };
    const cases = () => {
      const found = {};
      expect("{");
      while (peek() !== "}") {
        const name = next();
        found[name] = null;
        if (peek() === "(") {
          next();
          found[name] = type();
          expect(")");
        }
        if (peek() === ",") next();
      }
      next();
      return found;
    };
    while (at < all.length) {
      const word = next();
      if (word === "package") {
        version = until(";").at(-1);
      } else if (word === "interface") {
        const made = { types: {}, uses: {}, functions: {} };
        interfaces[next()] = made;
        expect("{");
        while (peek() !== "}") {
          const what = next();
          if (what === "use") {
            const from = next();
            while (next() !== "{");
            for (const name of until("}")) if (name !== ",") made.uses[name] = from;
            expect(";");
          } else if (what === "type") {
            const name = next();
            expect("=");
            made.types[name] = { alias: type() };
            expect(";");
          } else if (what === "record") {
            made.types[next()] = { record: fields() };
          } else if (what === "enum") {
            made.types[next()] = { enum: Object.keys(cases()) };
          } else if (what === "variant") {
            made.types[next()] = { variant: cases() };
          } else {
            expect(":");
            expect("func");
            expect("(");
            const parameters = [];
            while (peek() !== ")") {
              const name = next();
              expect(":");
              parameters.push([name, type()]);
              if (peek() === ",") next();
            }
            next();
            let result = null;
            if (peek() === "->") {
              next();
              result = type();
            }
            expect(";");
            made.functions[what] = { parameters, result };
          }
        }
        next();
      } else if (word === "world") {
        const world = { includes: [], imports: [], exports: [] };
        worlds[next()] = world;
        expect("{");
        while (peek() !== "}") {
          const what = next();
          world[`${what}s`].push(next());
          expect(";");
        }
        next();
      } else {
        throw new Error(`${file}: ${word} is not known`);
      }
    }
  }
  return { version: version.replace(/^@/, ""), interfaces, worlds };
}

/** What a world imports or exports, with what it includes. */
export function partsOf(worlds, name, kind) {
  const world = worlds[name];
  if (!world) throw new Error(`there is no world ${name}; there are: ${Object.keys(worlds).join(", ")}`);
  const inherited = world.includes.flatMap((other) => partsOf(worlds, other, kind));
  return [...new Set([...inherited, ...world[kind]])];
}

const PLAIN = { string: "string", bool: "boolean", u8: "number", u16: "number", u32: "number" };

function write(contract) {
  const { interfaces, worlds, version } = contract;
  const home = (inside, name) => interfaces[inside].uses[name] ?? inside;
  const shape = (inside, type) => {
    if (type === null) return null;
    if (typeof type === "string") {
      return type in PLAIN ? type : { ref: `${home(inside, type)}/${type}` };
    }
    const [kind] = Object.keys(type);
    const value = type[kind];
    return { [kind]: Array.isArray(value) ? value.map((one) => shape(inside, one)) : shape(inside, value) };
  };
  const typed = (inside, type) => {
    if (type === null) return "void";
    if (typeof type === "string") {
      return type in PLAIN ? PLAIN[type] : `${camel(home(inside, type))}.${pascal(type)}`;
    }
    if ("list" in type) {
      if (type.list === "u8") return "Uint8Array";
      const one = typed(inside, type.list);
      return /[ |]/.test(one) && !one.startsWith("[") ? `(${one})[]` : `${one}[]`;
    }
    if ("option" in type) return `${typed(inside, type.option)} | null`;
    if ("tuple" in type) return `[${type.tuple.map((one) => typed(inside, one)).join(", ")}]`;
    return typed(inside, type.result[0] ?? null);
  };
  const lines = [
    `// The contract aftercare:plugin@${version} in TypeScript. Made by generate.mjs from plugins/wit; not written by hand.`,
    "",
    `export const VERSION = ${JSON.stringify(version)};`,
    "",
  ];
  const shapes = {};
  const functions = {};
  for (const [name, made] of Object.entries(interfaces)) {
    const body = [];
    for (const [typeName, declared] of Object.entries(made.types)) {
      const called = pascal(typeName);
      const key = `${name}/${typeName}`;
      if (declared.alias !== undefined) {
        body.push(`  type ${called} = ${typed(name, declared.alias)};`);
        shapes[key] = { alias: shape(name, declared.alias) };
      } else if (declared.enum) {
        body.push(`  type ${called} = ${declared.enum.map((one) => JSON.stringify(one)).join(" | ")};`);
        shapes[key] = { enum: declared.enum };
      } else if (declared.record) {
        body.push(`  interface ${called} {`);
        const members = {};
        for (const [field, type] of Object.entries(declared.record)) {
          const free = type?.option !== undefined ? "?" : "";
          body.push(`    ${camel(field)}${free}: ${typed(name, type)};`);
          members[camel(field)] = shape(name, type);
        }
        body.push("  }");
        shapes[key] = { record: members };
      } else {
        const members = {};
        const each = Object.entries(declared.variant).map(([one, type]) => {
          members[one] = shape(name, type);
          const tag = `tag: ${JSON.stringify(one)}`;
          return type === null ? `{ ${tag} }` : `{ ${tag}; val: ${typed(name, type)} }`;
        });
        body.push(`  type ${called} =`, ...each.map((one) => `    | ${one}`));
        body[body.length - 1] += ";";
        shapes[key] = { variant: members };
      }
    }
    if (body.length) lines.push(`export declare namespace ${camel(name)} {`, ...body, "}", "");
    for (const [called, { parameters, result }] of Object.entries(made.functions)) {
      functions[name] ??= {};
      const failing = result?.result !== undefined;
      functions[name][camel(called)] = {
        takes: parameters.map(([, type]) => shape(name, type)),
        gives: shape(name, failing ? (result.result[0] ?? null) : result),
        ...(failing ? { throws: shape(name, result.result[1]) } : {}),
      };
    }
  }
  const imported = new Set(Object.values(worlds).flatMap((world) => world.imports));
  const signatures = (name) =>
    Object.entries(interfaces[name].functions).map(([called, { parameters, result }]) => {
      const takes = parameters.map(([one, type]) => `${camel(one)}: ${typed(name, type)}`).join(", ");
      return `    ${camel(called)}(${takes}): ${typed(name, result)};`;
    });
  const group = (title, words, wanted) => {
    lines.push(`/** ${words} */`, `export interface ${title} {`);
    for (const name of Object.keys(functions).filter(wanted)) {
      const key = title === "Imports" ? JSON.stringify(name) : `${camel(name)}?`;
      lines.push(`  ${key}: {`, ...signatures(name), "  };");
    }
    lines.push("}", "");
  };
  group("Imports", "What the desk does for a plugin.", (name) => imported.has(name));
  group("Offers", "What a plugin may offer. What goes wrong is thrown: see failure.ts.", (name) => !imported.has(name));
  const table = (title, type, value) => {
    lines.push(`export const ${title}: ${type} = {`);
    for (const [key, one] of Object.entries(value)) lines.push(`  ${JSON.stringify(key)}: ${JSON.stringify(one)},`);
    lines.push("};", "");
  };
  lines.push(
    "export type Plain = \"string\" | \"bool\" | \"u8\" | \"u16\" | \"u32\";",
    "export type Shape =",
    "  | null | Plain | { ref: string } | { list: Shape } | { option: Shape } | { tuple: Shape[] };",
    "export type Named =",
    "  | { alias: Shape } | { enum: string[] } | { record: Record<string, Shape> } | { variant: Record<string, Shape> };",
    "export interface Signature { takes: Shape[]; gives: Shape; throws?: Shape }",
    "",
  );
  table("SHAPES", "Record<string, Named>", shapes);
  table("FUNCTIONS", "Record<string, Record<string, Signature>>", functions);
  const modules = [
    "// The desk's side of the contract, as modules. Made by generate.mjs; not written by hand.",
    "",
  ];
  for (const name of imported) {
    modules.push(
      `declare module "aftercare:plugin/${name}@${version}" {`,
      `  const desk: import("./contract.ts").Imports["${name}"];`,
      "  export default desk;",
      "}",
    );
  }
  return { "src/contract.ts": `${lines.join("\n").trim()}\n`, "src/imports.d.ts": `${modules.join("\n")}\n` };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const check = process.argv.includes("--check");
  for (const [name, text] of Object.entries(write(read(contractFolder())))) {
    const file = join(here, name);
    if (!check) {
      writeFileSync(file, text);
    } else if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
      console.error(`${name} is not as the contract is: run node generate.mjs`);
      process.exitCode = 1;
    }
  }
}
