import { z } from "zod";
import { nearest } from "../problems/nearest";
import { valueAt } from "../schema/mistakes";

/** A document in which any key may be missing, at any depth, because wrong values are left out. */
export type Part<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [Key in keyof T]?: Part<T[Key]> }
    : T;

/**
 * The valid part of a value, checked value by value. A map that is present stays present, however little of it is
 * valid, so that a wrong value is not reported as missing. A misspelled key counts as the key that it means. A list
 * with an invalid item is left out completely, because its full contents are unknown.
 */
export function validPart<Schema extends z.ZodType>(schema: Schema, value: unknown): Part<z.output<Schema>> {
  return part(schema, value) as Part<z.output<Schema>>;
}

function part(schema: z.core.$ZodType, value: unknown): unknown {
  if (value === undefined) return undefined;
  if (schema instanceof z.ZodOptional) return part(schema.unwrap(), value);
  if (schema instanceof z.ZodObject) return partOfObject(schema, value);
  if (schema instanceof z.ZodPipe && schema.out instanceof z.ZodRecord)
    return partOfRecord(schema.out, value);
  if (schema instanceof z.ZodUnion) return partOfUnion(schema.options, value);
  return z.safeParse(schema, value).data;
}

function partOfObject({ shape }: z.ZodObject, value: unknown): Record<string, unknown> {
  const given = isMap(value) ? Object.keys(value) : [];
  const unknown = given.filter((key) => !Object.hasOwn(shape, key));
  const entries = Object.entries<z.core.$ZodType>(shape).flatMap(([key, schema]) => {
    const name = given.includes(key)
      ? key
      : unknown.find((other) => nearest(other, Object.keys(shape)) === key);
    const own = name === undefined ? undefined : part(schema, valueAt(value, [name]));
    return own === undefined ? [] : [[key, own]];
  });
  return Object.fromEntries(entries) as Record<string, unknown>;
}

/**
 * The valid keys, each with the valid part of its value: an account that is excluded for an invalid reason still counts
 * as excluded.
 */
function partOfRecord({ keyType, valueType }: z.ZodRecord, value: unknown): Record<string, unknown> {
  const entries = Object.entries(isMap(value) ? value : {}).flatMap(([name, child]) => {
    const key = z.safeParse(keyType, name);
    return key.success ? [[key.data, part(valueType, child)]] : [];
  });
  return Object.fromEntries(entries) as Record<string, unknown>;
}

/**
 * The alternative that fits, otherwise the map that the value is meant to be: of the two kinds of relay, the one that
 * its protocol names.
 */
function partOfUnion(options: readonly z.core.$ZodType[], value: unknown): unknown {
  for (const option of options) {
    const result = z.safeParse(option, value);
    if (result.success) return result.data;
  }
  const maps = options.filter((option) => option instanceof z.ZodObject);
  if (!isMap(value) || maps.length === 0) return maps.length > 1 ? {} : undefined;
  const meant = maps.find(({ shape }) => {
    const { protocol } = shape as Record<string, z.ZodType | undefined>;
    return protocol?.safeParse(valueAt(value, ["protocol"])).success;
  });
  if (maps.length > 1) return meant ? partOfObject(meant, value) : {};
  return partOfObject(maps[0] as z.ZodObject, value);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
