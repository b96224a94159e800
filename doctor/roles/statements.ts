import { inRegion, parseArn } from "../../aws/arn";
import type { Wanted } from "./wanted";

/** A statement that allows something, as IAM takes it. */
export interface AllowStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** What is wanted in several regions at once. */
interface Grant {
  readonly action: string;
  /** Its region is `*` if the condition names the regions. */
  readonly resource: string;
  readonly condition: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * As few statements as allow exactly this. What is in one region is named there; what has the same name in several
 * regions is named once, with the regions in a condition.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion
 */
export function statementsOf(wanted: readonly Wanted[]): AllowStatement[] {
  const grants = grantsOf(wanted);
  const resources = grouped(grants, ({ action, condition }) => JSON.stringify([action, condition]));
  const merged = grouped(resources, (group) =>
    JSON.stringify([unique(group.map(({ resource }) => resource)), group[0]!.condition]),
  );
  return merged.map((groups, index) => {
    const { condition } = groups[0]![0]!;
    const actions = unique(groups.flat().map(({ action }) => action));
    return {
      ...{ Sid: `${nameOf(actions)}${index + 1}`, Effect: "Allow", Action: actions },
      Resource: unique(groups.flat().map(({ resource }) => resource)),
      ...(Object.keys(condition).length > 0 ? { Condition: { StringEquals: condition } } : {}),
    };
  });
}

function grantsOf(wanted: readonly Wanted[]): Grant[] {
  const everywhere = [...new Set(wanted.flatMap(({ region }) => region ?? []))];
  const same = grouped(wanted, ({ action, resource, context, region }) =>
    JSON.stringify([action, region === undefined ? resource : anywhere(resource), context]),
  );
  return same.map((group) => {
    const { action, resource, region, context } = group[0]!;
    const regions = [...new Set(group.flatMap((one) => one.region ?? []))];
    if (region === undefined || (regions.length === 1 && resource !== "*"))
      return { action, resource, condition: context };
    // Doctor asks about an action without a resource in every region.
    const where = { "aws:RequestedRegion": resource === "*" ? everywhere : regions };
    return { action, resource: anywhere(resource), condition: { ...context, ...where } };
  });
}

function anywhere(resource: string): string {
  return resource === "*" || parseArn(resource).region === "" ? resource : inRegion(resource, "*");
}

function grouped<One>(all: readonly One[], keyOf: (one: One) => string): One[][] {
  const groups = new Map<string, One[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}

/** A Sid has letters and digits only. */
function nameOf(actions: readonly string[]): string {
  const [service = "", ...others] = new Set(actions.map((action) => action.split(":")[0]!));
  return others.length > 0 ? "Several" : `${service.charAt(0).toUpperCase()}${service.slice(1)}`;
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
