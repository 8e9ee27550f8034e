// Puts a value into the shape the contract has for it. A value of another type that crosses over
// traps, and nobody could catch that; here it becomes what was meant, or an error with a path.
import { SHAPES } from "./contract.ts";
import type { Shape } from "./contract.ts";

/** The most a number may be: languages disagree about larger ones. */
const MOST: Record<string, number> = { u8: 255, u16: 65_535, u32: 2_147_483_647 };

/** A value that cannot be put into its shape. */
export class Misshapen extends Error {
  constructor(path: string, wanted: string, found: unknown) {
    super(`${path || "the value"} must be ${wanted}, not ${told(found)}`);
    this.name = "Misshapen";
  }
}

/** Of which kind something is. Never the thing itself, which may be a buyer's. */
function told(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}

function text(value: unknown, path: string): string {
  switch (typeof value) {
    case "string":
      return value.isWellFormed?.() === false ? value.toWellFormed() : value;
    case "number":
      if (Number.isFinite(value)) return String(value);
      break;
    case "bigint":
    case "boolean":
      return String(value);
    case "object":
      if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  }
  throw new Misshapen(path, "a text", value);
}

function whole(value: unknown, kind: string, path: string): number {
  const isDigits = typeof value === "string" && /^\d{1,10}$/.test(value);
  const number = isDigits || typeof value === "bigint" ? Number(value) : value;
  const most = MOST[kind] ?? 0;
  if (typeof number !== "number" || !Number.isInteger(number) || number < 0 || number > most) {
    throw new Misshapen(path, `a whole number from 0 to ${most}`, value);
  }
  return number;
}

function bytes(value: unknown, path: string): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (typeof value === "string") return new TextEncoder().encode(value);
  if (Array.isArray(value)) return Uint8Array.from(value, (one) => whole(one, "u8", path));
  throw new Misshapen(path, "bytes", value);
}

/** What is not given where the contract has a list, a switch or an option. */
export function shaped(shape: Shape, value: unknown, path = ""): unknown {
  if (shape === null) return undefined;
  if (shape === "string") return text(value, path);
  if (shape === "bool") return value === undefined || value === null ? false : Boolean(value);
  if (typeof shape === "string") return whole(value, shape, path);
  if ("option" in shape) {
    return value === undefined || value === null ? null : shaped(shape.option, value, path);
  }
  if ("list" in shape) {
    if (shape.list === "u8") return bytes(value ?? [], path);
    if (value === undefined || value === null) return [];
    // A table of names and texts may be written as one.
    const isTable = typeof value === "object" && !Array.isArray(value) && isPair(shape.list);
    const list = isTable ? Object.entries(value as object) : value;
    if (!Array.isArray(list)) throw new Misshapen(path, "a list", value);
    return list.map((one, at) => shaped(shape.list, one, `${path}[${at}]`));
  }
  if ("tuple" in shape) {
    if (!Array.isArray(value) || value.length !== shape.tuple.length) {
      throw new Misshapen(path, `a list of ${shape.tuple.length}`, value);
    }
    return shape.tuple.map((one, at) => shaped(one, value[at], `${path}[${at}]`));
  }
  return named(shape.ref, value, path);
}

function isPair(shape: Shape): boolean {
  return shape !== null && typeof shape === "object" && "tuple" in shape && shape.tuple.length === 2;
}

function named(ref: string, value: unknown, path: string): unknown {
  const declared = SHAPES[ref];
  if (!declared) throw new Error(`the contract has no ${ref}`);
  if ("alias" in declared) return shaped(declared.alias, value, path);
  if ("enum" in declared) {
    if (typeof value === "string" && declared.enum.includes(value)) return value;
    throw new Misshapen(path, `one of ${declared.enum.join(", ")}`, value);
  }
  if (value === null || typeof value !== "object") throw new Misshapen(path, ref.replace(/^.*\//, "a "), value);
  if ("record" in declared) {
    const made: Record<string, unknown> = {};
    for (const [field, shape] of Object.entries(declared.record)) {
      made[field] = shaped(shape, (value as Record<string, unknown>)[field], path ? `${path}.${field}` : field);
    }
    return made;
  }
  const { tag, val } = value as { tag?: unknown; val?: unknown };
  const inside = typeof tag === "string" ? declared.variant[tag] : undefined;
  if (inside === undefined) {
    throw new Misshapen(path, `{ tag, val } with a tag of ${Object.keys(declared.variant).join(", ")}`, tag);
  }
  return inside === null ? { tag } : { tag, val: shaped(inside, val, `${path}(${String(tag)})`) };
}
