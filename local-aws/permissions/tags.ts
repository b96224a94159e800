import { isJsonObject, type Json } from "../../aws/json";
import { listOf, written, type Asked } from "./asked";

/**
 * The tags that a request carries: an object, a list of Key and Value, or a form's numbered members. Undefined if it has
 * no place for tags that is known here.
 */
export function tagsOf(asked: Asked): Readonly<Record<string, string>> | undefined {
  const given = asked.parameters.Tags as Json | undefined;
  if (given !== undefined && isJsonObject(given)) return strings(Object.entries(given));
  const listed = (listOf(asked, "Tags") as Json[]).filter(isJsonObject);
  if (listed.length > 0)
    return strings(listed.map((tag) => [written(tag.Key ?? tag.key), tag.Value ?? tag.value]));
  const form = Object.entries(asked.parameters).flatMap(([name, key]) => {
    const [, number] = /^Tags\.member\.(\d+)\.Key$/.exec(name) ?? [];
    if (number === undefined) return [];
    return [[written(key), asked.parameters[`Tags.member.${number}.Value`]] as const];
  });
  return form.length > 0 ? strings(form) : undefined;
}

/** The names of the tags that a request adds or takes away. */
export function tagKeysOf(asked: Asked): readonly string[] {
  const { parameters } = asked;
  const removed = parameters.TagKeys ?? parameters["Tag-keys"];
  const all = removed === undefined ? listOf(asked, "TagKeys") : [removed].flat();
  return [...Object.keys(tagsOf(asked) ?? {}), ...all.map(written)];
}

function strings(entries: readonly (readonly [string, unknown])[]): Record<string, string> {
  return Object.fromEntries(entries.map(([key, value]) => [key, written(value)]));
}
