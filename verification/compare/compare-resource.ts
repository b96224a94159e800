import { UNREAD } from "../../aws-clients/attempts";
import { UNKNOWN, type Attributes } from "../../intent/expected-stack";
import type { Expected } from "../expect/region-expectation";
import type { Kind } from "../kinds/kind";
import { differencesOf, type Difference } from "./differences";
import { missing, type LocalGap } from "./local-gap";
import type { Reason } from "./reasons";

/**
 * Every attribute of a declared resource whose live value differs: attributes that the stack sets, leaves to a default,
 * or leaves empty. An attribute that could not be read is neither right nor wrong.
 */
export function resourceGaps(expected: Expected, kind: Kind, found: Attributes | undefined): LocalGap[] {
  const resource = kind.label(expected.attributes);
  if (found === undefined) return [missing(kind.missing, resource)];
  const wanted = wantedAttributes(expected, kind, found);
  // What is equal is left out first: all of it is, for a thousand members in every region.
  return Object.keys({ ...wanted, ...found })
    .filter((name) => wanted[name] !== found[name] && isCompared(name, expected, kind))
    .filter((name) => found[name] !== UNREAD && wanted[name] !== UNKNOWN)
    .sort()
    .flatMap((name) => differencesOf(name, wanted[name], found[name]))
    .map((difference) => ({
      ...withoutForeignValues(difference, wanted),
      reason: reasonOf(difference, kind),
      resource,
    }));
}

/** Whether an attribute is compared with AWS. docs/verifying.md explains why some are not. */
export function isCompared(
  name: string,
  { ignoredChanges }: Pick<Expected, "ignoredChanges">,
  kind: Kind,
): boolean {
  return !(name in (kind.notCompared ?? {})) && !ignoredChanges.includes(name);
}

/** Default tags are expected on every resource whose tags can be read. */
function wantedAttributes({ attributes, provider }: Expected, kind: Kind, found: Attributes): Attributes {
  const wanted = { ...kind.defaults, ...attributes };
  if (!("tags" in found)) return wanted;
  return { ...wanted, tags: { ...provider.defaultTags, ...(attributes.tags as object | undefined) } };
}

/** The reason for the longest matching beginning of the attribute's path. The reason under "" applies to every path. */
function reasonOf({ attribute }: Difference, { reasons = {} }: Kind): Reason {
  const parts = attribute.split(".");
  for (let length = parts.length; length > 0; length -= 1) {
    const reason = reasons[parts.slice(0, length).join(".")];
    if (reason) return reason;
  }
  return reasons[""] ?? "ATTRIBUTE_DIFFERS";
}

/** A variable that no stack sets may hold anything, even a secret: its name is shown and its value is not. */
function withoutForeignValues(difference: Difference, wanted: Attributes): Difference {
  const { attribute, found } = difference;
  if (!attribute.startsWith("environment")) return difference;
  const { variables = {} } = (wanted.environment ?? {}) as { variables?: Record<string, unknown> };
  const isOwn = attribute.replace(/^environment\.variables\./, "") in variables;
  return isOwn || found === "none" ? difference : { ...difference, found: "a value that is not shown" };
}
