/** Members that are maps of maps: their names are data (`NEWLY_OBSERVED` and the like), only what is in them has members of its own. */
const MAPS_OF_MAPS = ["Profiles", "Behavior"];

/**
 * A finding of GetFindings as EventBridge would have sent it: names begin with a small letter, as they do on the wire. The SDK
 * begins them with a capital.
 */
export function toEventCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toEventCase);
  if (!isPlain(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    members.map(([name, member]) => [
      name.charAt(0).toLowerCase() + name.slice(1),
      MAPS_OF_MAPS.includes(name)
        ? mapValues(member, (inner) => mapValues(inner, toEventCase))
        : toEventCase(member),
    ]),
  );
}

function mapValues(value: unknown, change: (member: unknown) => unknown): unknown {
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, change(member)]));
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
