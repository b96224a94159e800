import type { Partition } from "../../aws/partitions";
import type { OrganizationConfig } from "../../config/config";
import type { PlannedMember, PlannedResource, StackPlan } from "../read/plan-model";
import type { ReviewContext } from "./rule";

/** Everything that the plans hold in one region, in whichever stack it is. */
export interface RegionView {
  /** Any region that a provider works in, not only a region that the config plans. */
  readonly region: string;
  readonly partition: Partition;
  /** The stack that evidence refers to. */
  readonly stack: string;
  /** A foundation view holds what exists once per partition, in its home region. */
  readonly kind: StackPlan["kind"];
  readonly resources: readonly PlannedResource[];
  readonly members: readonly PlannedMember[];
}

/** Many rules need the views, and there are accounts x regions members, so the views are computed once. */
const computed = new WeakMap<ReviewContext, readonly RegionView[]>();

/** Everything that is planned, grouped by place. */
export function views(context: ReviewContext): readonly RegionView[] {
  const known = computed.get(context);
  if (known) return known;
  const { stacks } = context.plans;
  const found = [
    ...viewsOf(stacks.filter(({ kind }) => kind === "foundation")),
    ...viewsOf(stacks.filter(({ kind }) => kind === "region")),
  ];
  computed.set(context, found);
  return found;
}

/** Every planned region whose organization is in the config, in alphabetical order and not in the order of apply. */
export function regionViews(context: ReviewContext): RegionView[] {
  const planned = new Set<string>(context.plans.stacks.flatMap(({ regions }) => regions));
  return views(context)
    .filter(({ kind, region }) => kind === "region" && planned.has(region))
    .filter(({ partition }) => context.config.organizations[partition])
    .sort((a, b) => (a.region < b.region ? -1 : 1));
}

/** What exists once per partition; undefined if the partition's foundation is not planned. */
export function foundationView(context: ReviewContext, partition: Partition): RegionView | undefined {
  return views(context).find((view) => view.kind === "foundation" && view.partition === partition);
}

/**
 * Groups resources by the region in which their provider works, so one stack's resources may be in another stack's
 * region.
 */
function viewsOf(stacks: readonly StackPlan[]): RegionView[] {
  const places = new Map<string, RegionView & { resources: PlannedResource[]; members: PlannedMember[] }>();
  const placeOf = (region: string, { stack, partition, kind }: StackPlan) => {
    const key = `${partition} ${region}`;
    const known = places.get(key) ?? { region, partition, stack, kind, resources: [], members: [] };
    places.set(key, known);
    return known;
  };
  for (const plan of stacks) for (const region of plan.regions) placeOf(region, plan);
  for (const plan of stacks) {
    for (const resource of plan.resources) placeOf(resource.region, plan).resources.push(resource);
    for (const member of plan.members) placeOf(member.region, plan).members.push(member);
  }
  return [...places.values()];
}

/** The resources of the given types in one view that exist after apply. */
export function resourcesIn(
  { resources }: Pick<RegionView, "resources">,
  ...types: readonly string[]
): PlannedResource[] {
  return resources.filter(({ type, after }) => after !== null && types.includes(type));
}

/** The organization that a view's partition belongs to. */
export function organizationOf({ config }: ReviewContext, view: RegionView): OrganizationConfig {
  const organization = config.organizations[view.partition];
  if (!organization) throw new Error(`${view.stack}: the config has no organization in ${view.partition}`);
  return organization;
}
