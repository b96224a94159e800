import type { Access } from "../config/config";
import { assumedRole } from "./assumed-role";
import type { ClientSettings } from "./sign-in";
import type { Credentials } from "./sources/renewed";

/** Whoever starts orgduty against a local AWS: no account has this key, so that it is the management account's. */
export const RUNNER_KEY: Credentials = { accessKeyId: "orgduty", secretAccessKey: "local" };

/** An account of a local AWS, and how the config says to sign in to it in AWS. */
export interface RehearsalProps {
  readonly endpoint: string;
  readonly region: string;
  readonly accountId: string;
  readonly way: Access | undefined;
  /** What the trust policies of the config's roles ask for. @default they ask for none */
  readonly externalId?: string;
}

/**
 * Keys for an account of a local AWS. If that enforces permissions, they are of the role that the config names, assumed
 * with the runner's key; otherwise of the account, because roles need not exist.
 */
export function rehearsalKeys({
  endpoint,
  region,
  accountId,
  way,
  externalId,
}: RehearsalProps): () => Promise<Credentials> {
  const ofAccount: Credentials = { accessKeyId: accountId, secretAccessKey: "local" };
  if (way === undefined || !("roleArn" in way)) return () => Promise.resolve(ofAccount);
  const runner: ClientSettings = { region, endpoint, maxAttempts: 1, credentials: RUNNER_KEY };
  const ofRole = assumedRole(way.roleArn, runner, externalId);
  return async () => ((await enforces(endpoint)) ? ofRole() : ofAccount);
}

const known = new Map<string, Promise<boolean>>();

/** Whether a local AWS refuses what roles may not do. It is asked once. */
function enforces(endpoint: string): Promise<boolean> {
  const asked = known.get(endpoint) ?? ask(endpoint);
  known.set(endpoint, asked);
  return asked;
}

async function ask(endpoint: string): Promise<boolean> {
  try {
    const answer = await fetch(`${endpoint}/_local/status`, { signal: AbortSignal.timeout(10_000) });
    return ((await answer.json()) as { enforces?: boolean }).enforces === true;
  } catch {
    return false;
  }
}
