import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What a resource or a block takes: each argument, with what is inside if it is a block. */
export interface Arguments {
  readonly [name: string]: Arguments;
}

/** Arguments of Terraform itself, which no provider knows. */
const META = ["//", "count", "depends_on", "for_each", "lifecycle", "provider"];

/** Reads from a package of generated bindings what a resource takes. Its declarations name each argument in the link to its docs. */
export function argumentsIn(bindings: string, type: string): Arguments {
  const words = type.replace(/^aws_/, "").split("_");
  const text = readFileSync(join(bindings, "lib", words.join("-"), "index.d.ts"), "utf8");
  const interfaces = new Map(
    [...text.matchAll(/^export interface (\w+)(?: extends [\w.]+)? \{\n([^]*?)\n\}/gm)].map(
      ([, name = "", body = ""]) => [name, body],
    ),
  );
  const of = (name: string): Arguments => {
    const members = (interfaces.get(name) ?? "").matchAll(/#(\w+) \w+#\w+\}[^]*?readonly \w+\??: (\w*)/g);
    return Object.fromEntries([...members].map(([, argument = "", block = ""]) => [argument, of(block)]));
  };
  return of(`${words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join("")}Config`);
}

/** Paths of what a synthesized resource sets and its provider does not take. */
export function unknownIn(resource: object, taken: Arguments, path = ""): string[] {
  const isBlock = (value: unknown): value is object => typeof value === "object" && value !== null;
  return Object.entries(resource).flatMap(([name, value]: [string, unknown]) => {
    if (path === "" && META.includes(name)) return [];
    const inside = Object.hasOwn(taken, name) ? taken[name] : undefined;
    if (inside === undefined) return [`${path}${name}`];
    if (Object.keys(inside).length === 0) return [];
    return [value].flat().flatMap((one) => (isBlock(one) ? unknownIn(one, inside, `${path}${name}.`) : []));
  });
}
