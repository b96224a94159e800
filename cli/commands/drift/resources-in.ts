import type { OrganizationConfig } from "../../../config/config";
import type { StackEntry } from "../../../config/stack-list";
import { jsonDifferences } from "../../../plan-review/conformance/difference";
import { driftedAttributes } from "../../../plan-review/read/drift";
import { arrayOf, objectOf, stringOf } from "../../../plan-review/read/json";
import type { Attributes } from "../../../plan-review/read/plan-model";
import { withoutNoise } from "../../../plan-review/read/without-noise";
import { REDACTED } from "../../../plans-folder/redact-marked";
import type { RefreshedStack } from "../../../terraform/drift/refresh-stack";
import type { DriftedAttribute, DriftedResource } from "./drifted-resource";
import { accountsIn } from "./accounts-in";
import { trailOf } from "./trail-of";

/** What was read of a stack, and where it belongs. */
export interface Refreshed {
  readonly entry: StackEntry;
  readonly organization: OrganizationConfig;
  readonly refreshed: RefreshedStack;
}

/** Whether a stack was ever applied, from the state that is known here. */
export function hasState({ plan }: RefreshedStack): boolean {
  return stateResources(plan).length + arrayOf(plan.resource_drift).length > 0;
}

/**
 * The resources of a stack that were changed or deleted outside Terraform. What differs is decided on the values themselves, so that
 * a changed secret is seen; only redacted values are shown.
 */
export function resourcesIn({ entry, organization, refreshed }: Refreshed): DriftedResource[] {
  const { plan, shown, ignored } = refreshed;
  const changes = arrayOf(plan.resource_drift).map(objectOf);
  const types = new Set([...stateResources(plan), ...changes].map(({ type }) => stringOf(type)));
  const accounts = accountsIn(plan, organization);
  const shownChanges = arrayOf(shown.resource_drift).map(objectOf);
  return changes.flatMap((change, index) => {
    const key = `${stringOf(change.type)}.${stringOf(change.name)}`;
    const isGone = arrayOf(objectOf(change.change).actions).includes("delete");
    const names = isGone ? [] : driftedAttributes(change, types);
    const changed = names.filter((name) => ignored.get(key)?.includes(name) !== true);
    if (!isGone && changed.length === 0) return [];
    const told = { ...objectOf(shownChanges[index]), isGone, changed, account: accounts.get(key) };
    return [resourceOf(entry, told)];
  });
}

interface ToldChange extends Attributes {
  readonly isGone: boolean;
  readonly changed: readonly string[];
  readonly account: string | undefined;
}

/** An ARN says where a resource is, also if the config no longer has it. */
function resourceOf(entry: StackEntry, change: ToldChange): DriftedResource {
  const { before, after } = objectOf(change.change);
  const [was, is] = [objectOf(before), objectOf(after)];
  const [type, address] = [stringOf(change.type), stringOf(change.address)];
  const [, , , arnRegion, arnAccount] = stringOf(was.arn).split(":");
  const account = change.account || arnAccount;
  const region = arnRegion || entry.region;
  const name = nameOf(was) || address;
  return {
    ...{ stack: entry.name, region, address, type, name, isGone: change.isGone },
    ...(account ? { account } : {}),
    attributes: change.changed.flatMap((attribute) => differencesOf(type, attribute, was, is)),
    // Its own account's id is in the ARN of everything else, too.
    ids: idsOf(was).filter((id) => id !== account),
    trail: trailOf(type, name, region),
  };
}

/** Policies and lists are told part by part. A difference that redaction hides is told without its values. */
function differencesOf(type: string, name: string, was: Attributes, is: Attributes): DriftedAttribute[] {
  const value = (attributes: Attributes) => ({ [name]: withoutNoise(type, name, attributes[name]) });
  const found = jsonDifferences({ resource_values: value(was) }, { resource_values: value(is) });
  if (found.length === 0) return [{ path: name, was: REDACTED, is: REDACTED }];
  return found.map(({ attribute, expected, planned }) => ({
    path: attribute || name,
    was: expected,
    is: planned,
  }));
}

/** The name that people and CloudTrail know a resource by. */
function nameOf(values: Attributes): string {
  const names = ["function_name", "bucket", "role", "name", "account_id", "id"];
  return names.map((key) => stringOf(values[key])).find((text) => text !== "") ?? "";
}

/** A feature or a member is mentioned by its detector's id. */
function idsOf(values: Attributes): string[] {
  const keys = ["function_name", "bucket", "role", "name", "account_id", "detector_id", "id", "arn"];
  return [...new Set(keys.map((key) => stringOf(values[key])))].filter((text) => text !== "");
}

function stateResources(plan: RefreshedStack["plan"]): Attributes[] {
  const { values } = objectOf(plan.prior_state);
  return arrayOf(objectOf(objectOf(values).root_module).resources).map(objectOf);
}
