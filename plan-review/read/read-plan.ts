import { createHash } from "node:crypto";
import type { Partition } from "../../aws/partitions";
import type { Region } from "../../config/regions";
import { driftIn } from "./drift";
import { arrayOf, objectOf, stringOf } from "./json";
import type { Action, Arrival, Attributes, PlannedMember, PlannedResource, StackPlan } from "./plan-model";
import { secretsIn } from "./secrets-in";

/** The stack and place that a plan belongs to. */
export interface PlanOrigin {
  readonly stack: string;
  readonly kind: StackPlan["kind"];
  readonly partition: Partition;
  readonly region: Region;
}

/** Thrown if a file is not a plan.json, or not a plan file. */
export class UnreadablePlanError extends Error {
  constructor(stack: string, why: string, options?: ErrorOptions, file = "plan.json") {
    super(`${stack}/${file}: ${why}\n  fix: plan again, with \`./orgduty plan\``, options);
    this.name = "UnreadablePlanError";
  }
}

/**
 * Attributes of a member that orgduty never sets, because each of them makes the provider disassociate or replace the
 * member.
 */
const NEVER_SET = ["invite", "disable_email_notification", "invitation_message"];

/**
 * Reduces the text of one plan.json to what the review needs.
 * @throws UnreadablePlanError
 */
export function readPlan(bytes: Buffer, origin: PlanOrigin): StackPlan {
  const text = bytes.toString("utf8");
  const plan = parse(text, origin.stack);
  const configuration = objectOf(plan.configuration);
  const configured = configuredResources(configuration);
  const regionOf = regionsOf(configuration, origin.region);
  const staying = plannedAddresses(objectOf(objectOf(plan.planned_values).root_module));
  const changes = arrayOf(plan.resource_changes).map(objectOf);
  const managed = changes.filter((change) => change.mode !== "data");
  const isMember = (change: Attributes) => change.type === "aws_guardduty_member";
  const { region, ...belongs } = origin;
  return {
    ...belongs,
    regions: [region],
    sha256: createHash("sha256").update(bytes).digest("hex"),
    formatVersion: stringOf(plan.format_version),
    terraformVersion: stringOf(plan.terraform_version),
    complete: plan.complete !== false,
    errored: plan.errored === true,
    failedChecks: failedChecksIn(plan),
    members: managed.filter(isMember).map((change) => member(change, staying, configured, regionOf)),
    resources: managed
      .filter((change) => !isMember(change))
      .map((change) => resource(change, origin, staying, configured, regionOf)),
    drift: driftIn(
      arrayOf(plan.resource_drift).map(objectOf),
      new Set(managed.map(({ type }) => stringOf(type))),
    ),
    secrets: secretsIn(text),
  };
}

function parse(text: string, stack: string): Attributes {
  let plan: unknown;
  try {
    plan = JSON.parse(text);
  } catch (error) {
    throw new UnreadablePlanError(
      stack,
      `not JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  if (typeof objectOf(plan).format_version !== "string")
    throw new UnreadablePlanError(stack, "no format_version, so not what `terraform show -json` prints");
  return objectOf(plan);
}

function resource(
  change: Attributes,
  { stack, partition }: PlanOrigin,
  staying: ReadonlySet<string>,
  configured: ReadonlyMap<string, Attributes>,
  regionOf: RegionOf,
): PlannedResource {
  const address = stringOf(change.address);
  const type = stringOf(change.type);
  const name = stringOf(change.name);
  const { before, after, after_unknown: unknown, ...delta } = objectOf(change.change);
  const own = configurationOf(change, configured);
  const reason = stringOf(change.action_reason);
  const provider = stringOf(own?.provider_config_key);
  return {
    stack,
    region: regionOf(provider, after ?? before),
    partition,
    address,
    type,
    name,
    action: actionOf(delta.actions),
    before: before ? objectOf(before) : null,
    after: after && staying.has(address) ? objectOf(after) : null,
    unknown: objectOf(unknown),
    forcedBy: pathsOf(delta.replace_paths),
    ...(reason && { reason }),
    ...arrivalOf(change),
    provider,
    expressions: objectOf(own?.expressions),
  };
}

function member(
  change: Attributes,
  staying: ReadonlySet<string>,
  configured: ReadonlyMap<string, Attributes>,
  regionOf: RegionOf,
): PlannedMember {
  const { before, after, actions, replace_paths: forcedBy } = objectOf(change.change);
  const address = stringOf(change.address);
  const [was, becomes] = [objectOf(before), objectOf(after)];
  const action = actionOf(actions);
  const provider = stringOf(configurationOf(change, configured)?.provider_config_key);
  return {
    ...arrivalOf(change),
    accountId: stringOf((after ? becomes : was).account_id),
    region: regionOf(provider, after ?? before),
    address,
    action: after && !staying.has(address) ? "delete" : action,
    provider,
    forcedBy: pathsOf(forcedBy),
    touched: [
      ...(action === "update" ? changedAttributes(was, becomes) : []),
      ...NEVER_SET.filter(
        (name) => becomes[name] !== undefined && becomes[name] !== null && action === "create",
      ),
    ],
  };
}

/** The region of a resource, from its provider configuration and its attributes. */
type RegionOf = (provider: string, attributes: unknown) => string;

/** With AWS provider 6, a resource can name its region. If it does not, its provider configuration decides. */
function regionsOf(configuration: Attributes, stackRegion: string): RegionOf {
  const providers = objectOf(configuration.provider_config);
  return (provider, attributes) => {
    const { region } = objectOf(objectOf(providers[provider]).expressions);
    return stringOf(objectOf(attributes).region) || stringOf(objectOf(region).constant_value) || stackRegion;
  };
}

/** Source: https://developer.hashicorp.com/terraform/internals/json-format#resource-change-representation */
function arrivalOf({ previous_address: from, change }: Attributes): Arrival {
  const { importing } = objectOf(change);
  return {
    ...(typeof from === "string" && { movedFrom: from }),
    ...(importing !== undefined && importing !== null && { imported: stringOf(objectOf(importing).id) }),
  };
}

/** Names of the top-level attributes that differ. */
export function changedAttributes(before: Attributes, after: Attributes): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null))
    .sort();
}

/** One word for what Terraform does. Two actions together are a replacement. */
export function actionOf(actions: unknown): Action {
  const names = arrayOf(actions).map(stringOf);
  return names.length > 1 ? "replace" : ((names[0] ?? "no-op") as Action);
}

/** Source: https://developer.hashicorp.com/terraform/internals/json-format#checks-representation */
function failedChecksIn(plan: Attributes): string[] {
  return arrayOf(plan.checks)
    .map(objectOf)
    .filter(({ status }) => status === "fail" || status === "error")
    .map(({ address, instances }) => {
      const problems = arrayOf(instances).flatMap((instance) => arrayOf(objectOf(instance).problems));
      const messages = problems.map((problem) => stringOf(objectOf(problem).message));
      return [stringOf(objectOf(address).to_display), ...messages].join(": ");
    });
}

function pathsOf(paths: unknown): string[] {
  return arrayOf(paths).map((path) => arrayOf(path).join("."));
}

function plannedAddresses(module: Attributes, into: Set<string> = new Set()): Set<string> {
  for (const resource of arrayOf(module.resources)) into.add(stringOf(objectOf(resource).address));
  for (const child of arrayOf(module.child_modules)) plannedAddresses(objectOf(child), into);
  return into;
}

/** What the configuration says about the resource of a change. All instances of the resource share this. */
function configurationOf(
  { module_address: module, type, name }: Attributes,
  configured: ReadonlyMap<string, Attributes>,
): Attributes | undefined {
  return configured.get(`${stringOf(module).replace(/\[[^\]]*\]/g, "")}|${stringOf(type)}.${stringOf(name)}`);
}

/**
 * Configured resources by module and resource, e.g. `module.a|aws_sqs_queue.b`, because instances share one
 * configuration.
 */
function configuredResources(configuration: Attributes): Map<string, Attributes> {
  const found = new Map<string, Attributes>();
  const visit = (module: Attributes, path: string) => {
    for (const item of arrayOf(module.resources).map(objectOf))
      if (item.mode !== "data") found.set(`${path}|${stringOf(item.type)}.${stringOf(item.name)}`, item);
    for (const [name, call] of Object.entries(objectOf(module.module_calls)))
      visit(objectOf(objectOf(call).module), path === "" ? `module.${name}` : `${path}.module.${name}`);
  };
  visit(objectOf(configuration.root_module), "");
  return found;
}
