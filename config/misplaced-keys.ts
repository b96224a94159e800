import type { z } from "zod";
import { jsonSchema } from "./json-schema";
import type { Mistake } from "./problems/mistake";
import { UNKNOWN } from "./schema/mistakes";

type Schema = z.core.JSONSchema.BaseSchema;

/** Advises to move a key that its section does not have, if another section of the config has it. */
export function movedHome(mistake: Mistake): Mistake {
  const { path, message, fix } = mistake;
  if (message !== UNKNOWN || !fix.startsWith("remove it;")) return mistake;
  const homes = homesOf(String(path.at(-1))).filter((home) => home !== path.slice(0, -1).join("."));
  // A key of many sections, such as reason, has no home of its own.
  return homes.length === 0 || homes.length > 2
    ? mistake
    : { ...mistake, fix: `move it: it belongs in ${homes.join(", or ")}` };
}

/** The sections that have a key. A partition's own forwarding and the second partition repeat others. */
function homesOf(key: string): string[] {
  const all = [...new Set(sectionsWith(key, jsonSchema(), ""))].filter((home) => home !== "");
  return all.filter(
    (home) =>
      !home.startsWith("organizations.aws-cn") &&
      !all.some((other) => other !== home && home.endsWith(`.${other}`)),
  );
}

function sectionsWith(
  key: string,
  { properties = {}, anyOf = [], oneOf = [] }: Schema,
  path: string,
): string[] {
  const below = Object.entries(properties).flatMap(([name, child]) =>
    typeof child === "boolean" ? [] : sectionsWith(key, child, path === "" ? name : `${path}.${name}`),
  );
  const beside = [...anyOf, ...oneOf].flatMap((choice) => sectionsWith(key, choice, path));
  return [...(Object.hasOwn(properties, key) ? [path] : []), ...below, ...beside];
}
