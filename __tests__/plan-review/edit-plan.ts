import type { Change, PlanJson, World } from "./case-world";

/** The one change of a type, and of a name that contains a text. */
export function changeOf(world: World, stack: string, type: string, name = ""): Change {
  const found = world.plans[stack]!.resource_changes.filter(
    (change) => change.type === type && `${change.name}${change.index ?? ""}`.includes(name),
  );
  if (found.length !== 1) throw new Error(`${stack} has ${found.length} ${type} named ${name}`);
  return found[0]!;
}

/** What a resource is after apply. */
export function after(world: World, stack: string, type: string, name = ""): Record<string, unknown> {
  return changeOf(world, stack, type, name).change.after!;
}

/** What the configuration of a resource says. */
export function expressionsOf(world: World, stack: string, type: string, name = ""): Record<string, unknown> {
  const change = changeOf(world, stack, type, name);
  const { resources } = world.plans[stack]!.configuration.root_module;
  return resources.find((resource) => resource.type === type && resource.name === change.name)!.expressions;
}

/** Takes a resource out of a plan, as if its code had never been written. */
export function remove(world: World, stack: string, type: string, name = ""): void {
  const { address } = changeOf(world, stack, type, name);
  const plan = world.plans[stack]!;
  plan.resource_changes = plan.resource_changes.filter((change) => change.address !== address);
  const { root_module: planned } = plan.planned_values;
  planned.resources = planned.resources.filter((resource) => resource.address !== address);
}

/** Puts a new resource into a plan, or an instance of one. */
export function add(
  world: World,
  stack: string,
  type: string,
  name: string,
  values: Record<string, unknown>,
  expressions: Record<string, unknown> = {},
  key?: string,
): void {
  const address = `${type}.${name}${key === undefined ? "" : `["${key}"]`}`;
  const plan = world.plans[stack]!;
  plan.planned_values.root_module.resources.push({ address });
  plan.resource_changes.push({
    ...{ address, mode: "managed", type, name },
    change: { actions: ["create"], before: null, after: values, after_unknown: {} },
  });
  plan.configuration.root_module.resources.push({
    type,
    name,
    provider_config_key: "aws.administrator",
    expressions,
  });
}

/** Makes a planned creation a replacement of what was there. */
export function replace(world: World, stack: string, type: string, name: string, forcedBy: string): void {
  const { change } = changeOf(world, stack, type, name);
  Object.assign(change, { actions: ["delete", "create"], before: change.after, replace_paths: [[forcedBy]] });
}

/** Makes a planned creation a destruction of what was there. */
export function destroy(world: World, stack: string, type: string, name = "", action = "delete"): void {
  const { address, change } = changeOf(world, stack, type, name);
  Object.assign(change, { actions: [action], before: change.after, after: null });
  const { root_module: planned } = world.plans[stack]!.planned_values;
  planned.resources = planned.resources.filter((resource) => resource.address !== address);
}

/** Edits the statements of a policy. */
export function editPolicy(
  values: Record<string, unknown>,
  edit: (statements: Record<string, unknown>[]) => void,
  attribute = "policy",
): void {
  const document = JSON.parse(values[attribute] as string) as { Statement: Record<string, unknown>[] };
  edit(document.Statement);
  values[attribute] = JSON.stringify(document);
}

/** Lets a provider configuration of a plan work in another region. */
export function providerRegion(plan: PlanJson, provider: string, region: string): void {
  plan.configuration.provider_config[provider]!.expressions.region.constant_value = region;
}
