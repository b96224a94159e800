import { assumedRole } from "../assumed-role";
import { ownSettings } from "../sign-in";
import { explainSignIn } from "../sources/explain";
import type { SignInProblem } from "../sources/sign-in-problem";
import { expiryOf, type Expiry } from "../sources/expiry";
import type { Credentials } from "../sources/renewed";
import { sourceOf, type Source } from "../sources/source";
import type { Door } from "./doors";
import { whoAmI, type Identity } from "./who-am-i";

/** A door, and what is behind it. */
export interface OpenDoor {
  readonly door: Door;
  readonly identity: Identity;
  /** Where the keys come from: of the profile, or those with which the role is assumed. */
  readonly source: Source;
  /** The keys of the source. */
  readonly keys: Credentials;
  /** When the source ends, if that can be known. */
  readonly expiry?: Expiry;
}

/** A door that stays closed, or that opens another account than the config expects. */
export interface ClosedDoor {
  readonly door: Door;
  readonly problem: SignInProblem;
}

/** AWS refuses requests whose time is further off; the SDK notes the difference from there on. */
const MOST_CLOCK_MS = 5 * 60_000;

/** Signs in by a door and looks whose account it is. @throws AbortError; every other failure is part of the result */
export async function openDoor(door: Door, signal?: AbortSignal): Promise<OpenDoor | ClosedDoor> {
  const profile = door.way && "profile" in door.way ? door.way.profile : undefined;
  const roleArn = door.way && "roleArn" in door.way ? door.way.roleArn : undefined;
  const own = ownSettings(profile, door.region);
  let source: Source | undefined;
  try {
    source = await sourceOf(profile);
    const keys = await own.credentials();
    const settings =
      roleArn === undefined ? own : { ...own, credentials: assumedRole(roleArn, own, door.externalId) };
    const identity = await whoAmI(settings, signal);
    const problem = wrong(door, identity);
    if (problem) return { door, problem };
    const expiry = await expiryOf(source, keys);
    return { door, identity, source, keys, ...(expiry ? { expiry } : {}) };
  } catch (error) {
    signal?.throwIfAborted();
    return { door, problem: explainSignIn(error, { source, roleArn }) };
  }
}

function wrong(door: Door, { accountId, alias, arn, clockMs = 0 }: Identity): SignInProblem | undefined {
  if (Math.abs(clockMs) >= MOST_CLOCK_MS) {
    const minutes = Math.round(Math.abs(clockMs) / 60_000);
    return {
      what: `this machine's clock is ${minutes} minutes ${clockMs > 0 ? "behind" : "ahead of"} AWS's, which refuses more than 5`,
      fix: "set the clock, e.g. sudo timedatectl set-ntp true (in WSL: sudo hwclock -s)",
    };
  }
  if (door.expected === undefined || accountId === door.expected) return undefined;
  const way = door.way
    ? `correct ${door.key}`
    : "sign in to that account, or give this organization credentials";
  return {
    what: `wrong account: ${accountId}${alias ? ` (${alias})` : ""} as ${arn}; ${door.expectedBy} expects ${door.expected}`,
    fix: `${way}: it must open ${door.expected}`,
  };
}
