import type { Forge } from "./forge";

/**
 * Writes a text as the one comment of a config: it changes the comment that is there, and adds one if there is none. Of several, as an
 * interrupted job may leave them, the oldest is kept up to date.
 */
export async function writeOneComment(
  forge: Forge,
  name: string,
  text: string,
): Promise<"added" | "changed"> {
  const mark = `<!-- orgduty ${name} -->`;
  const body = `${mark}\n${text}`;
  const own = (await forge.comments()).filter(({ body, isOwn }) => isOwn && body.startsWith(mark));
  const [first] = own.toSorted((one, other) => one.id - other.id);
  if (!first) {
    await forge.addComment(body);
    return "added";
  }
  await forge.changeComment(first.id, body);
  return "changed";
}
