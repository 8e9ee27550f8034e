// What a plugin is made of: the functions of the interfaces it offers, each held to the contract.
import { FUNCTIONS } from "./contract.ts";
import type { Offers } from "./contract.ts";
import { internal, of, PluginFailure } from "./failure.ts";
import { Misshapen, shaped } from "./shape.ts";

type Call = (...values: unknown[]) => unknown;

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/**
 * A plugin: `export default plugin({ account: { verify }, courier: { track } })`.
 *
 * What a function gives back is put into the shape of the contract. What it throws becomes an error
 * of the contract; anything else than a PluginFailure is `internal`, with the place it came from.
 */
export function plugin(offers: Offers): Offers {
  const made: Record<string, Record<string, Call>> = {};
  for (const [name, functions] of Object.entries(offers)) {
    const signatures = FUNCTIONS[kebab(name)];
    if (!signatures) throw new Error(`the contract has nothing called ${name} to offer`);
    const wrapped: Record<string, Call> = {};
    for (const [called, signature] of Object.entries(signatures)) {
      const call = (functions as Record<string, Call | undefined>)[called];
      if (typeof call !== "function") throw new Error(`${name} lacks the function ${called}`);
      wrapped[called] = (...values) => {
        try {
          const given = call.apply(functions, values);
          if (given instanceof Promise) throw new Error(`${name}.${called} is async; the desk's calls only wait`);
          return shaped(signature.gives, given, `${name}.${called}`);
        } catch (thrown) {
          throw shaped(signature.throws ?? null, of(thrown), "error");
        }
      };
    }
    made[name] = wrapped;
  }
  return made as Offers;
}

/**
 * A part of the desk, with arguments put into their shapes. What it throws is handed to `failed`.
 */
export function desk<T>(name: string, imported: T, failed: (error: never) => PluginFailure): T {
  const bound: Record<string, Call> = {};
  for (const [called, signature] of Object.entries(FUNCTIONS[name] ?? {})) {
    bound[called] = (...values) => {
      const given = signature.takes.map((shape, at) => shaped(shape, values[at], `${name}.${called} ${at + 1}`));
      try {
        return (imported as Record<string, Call>)[called]?.(...given);
      } catch (thrown) {
        throw thrown instanceof Misshapen ? thrown : failed(payload(thrown) as never);
      }
    };
  }
  return bound as T;
}

/** The error of the contract inside what the engine throws. */
function payload(thrown: unknown): unknown {
  const inside = (thrown as { payload?: unknown } | null)?.payload;
  return inside ?? thrown;
}

/** Of parts that say why in words. */
export const inWords = (why: unknown): PluginFailure => internal(String(why));
