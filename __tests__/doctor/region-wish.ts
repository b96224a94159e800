import type { GuardDutyReading, Detector } from "../../doctor/read/guardduty";
import type { RegionWish } from "../../doctor/region/wish";
import type { Region } from "../../config/regions";
import { expectedIn } from "../../verification/expect/region-expectation";
import { acme, resourcesOf } from "../support/fleet";

const project = acme();
const resources = resourcesOf(project);

/** Acme in a region on its first day, with what a test changes. */
export function wishOf(changes: Partial<RegionWish> = {}, region: Region = "eu-west-1"): RegionWish {
  const { config, snapshots } = project;
  const organization = config.organizations.aws!;
  const accounts = new Map(snapshots.aws!.accounts.map(({ id, name, state }) => [id, { name, state }]));
  const { administratorAccountId } = organization;
  return {
    ...{ config, organization, region, snapshot: snapshots.aws!, held: new Map(), accounts },
    expected: expectedIn(resources, { region, administratorAccountId }),
    ...changes,
  };
}

/** The state of everything that the region's stack and foundation declare. */
export function allHeld({ expected }: RegionWish): RegionWish["held"] {
  const held = new Map<string, Set<string>>();
  for (const { stack, address } of expected) held.set(stack, (held.get(stack) ?? new Set()).add(address));
  return held;
}

export const DETECTOR: Detector = {
  ...{ id: "d1", isEnabled: true, frequency: "FIFTEEN_MINUTES", features: {}, hasOldRuntimePlan: false },
};

/** GuardDuty as nobody has touched it, with what a test changes. */
export function guardDuty(changes: Partial<GuardDutyReading> = {}): GuardDutyReading {
  return {
    ...{
      administrators: [],
      management: undefined,
      administrator: undefined,
      members: [],
      filters: [],
      trustedLists: [],
    },
    ...changes,
  };
}
