import { TEXT, badRequest } from "./protocol/errors";
import { OrganizationDirectory } from "./delegation/organization-directory";
import type { Delays, GuardDutyOptions, GuardDutyRequest } from "./protocol/protocol";
import type { PathParameters } from "./protocol/routes";
import { emptyState, placeKey, type Delegation, type Detector, type State } from "./state";

/** What every operation works on: the state, the clock, and the AWS around GuardDuty. */
export interface World {
  state: State;
  readonly options: GuardDutyOptions;
  readonly directory: OrganizationDirectory;
  readonly delays: Delays;
  now(): number;
}

/** One request, with its operation found. */
export interface Call extends Omit<GuardDutyRequest, "body"> {
  readonly parameters: PathParameters;
  readonly body: Readonly<Record<string, unknown>>;
}

/** An operation: it returns the body of a 200, or throws a GuardDutyError. */
export type Operation = (world: World, call: Call) => unknown;

const DELAYS: Delays = {
  memberAppearsMs: 0,
  autoEnableMs: 2000,
  verificationMs: 1000,
  firstDelegationMs: 500,
};

/** A world without detectors, in which AWS's hours take seconds. */
export function createWorld(options: GuardDutyOptions): World {
  const now = options.now ?? Date.now;
  return {
    state: emptyState(),
    options,
    directory: new OrganizationDirectory(options, now),
    delays: { ...DELAYS, ...options.delays },
    now,
  };
}

/** The caller's detector in the request's region, if it is the one that the path names. */
export function ownDetector(world: World, call: Call): Detector {
  const detector = world.state.detectors.get(placeKey(call.partition, call.region, call.accountId));
  if (!detector || detector.id !== call.parameters.detectorId)
    throw badRequest(TEXT.detectorNotOwned, "NoSuchEntityException");
  return detector;
}

/** The organization that the caller administers in the request's region. Every other caller is refused. */
export function ownDelegation(world: World, call: Call, refusal: string = TEXT.notAdministrator): Delegation {
  ownDetector(world, call);
  const delegation = world.state.delegations.get(placeKey(call.partition, call.region, call.accountId));
  if (!delegation) throw badRequest(refusal);
  return delegation;
}

/** An account's detector in the region of the delegation, whether or not the account is a member. */
export function detectorOf(world: World, delegation: Delegation, accountId: string): Detector | undefined {
  return world.state.detectors.get(placeKey(delegation.partition, delegation.region, accountId));
}
