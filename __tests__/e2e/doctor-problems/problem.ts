import type { CheckId } from "../../../doctor/checks";
import type { Line } from "../../../doctor/line";
import type { Region } from "../../../config/regions";
import type { OrganizationConfig } from "../../../config/config";
import type { LocalAws } from "../../../local-aws/start";
import type { ExpectedResource } from "../../../intent/expected-stack";
import type { Snapshot } from "../../../organization/snapshot";
import { clientSettings } from "../../../local-aws/clients";

/** An organization in the local AWS, before anything of ours is in it. */
export interface World {
  readonly aws: LocalAws;
  readonly organization: OrganizationConfig;
  readonly snapshot: Snapshot;
  readonly resources: readonly ExpectedResource[];
}

/** Something that is wrong before the first plan, made by SDK calls. */
export interface SeededProblem {
  /** As the table in docs says it. */
  readonly what: string;
  readonly check: CheckId;
  readonly outcome: "blocker" | "warning";
  /** Where it is. @default it has no region */
  readonly region?: Region;
  /** What the line's evidence or text has to hold. */
  readonly names: RegExp;
  readonly make: (world: World) => Promise<unknown>;
}

/** Whether a line is what doctor has to say of a problem. */
export function isOf({ check, outcome, region, names }: SeededProblem, line: Line): boolean {
  return (
    line.check === check &&
    line.outcome === outcome &&
    line.region === region &&
    names.test(`${line.what} ${line.evidence}`) &&
    line.fix !== ""
  );
}

/** SDK settings as an account in a region. */
export function as({ aws }: World, account: string, region: string) {
  return clientSettings(aws.url, account, region);
}

/** Makes a client for some calls. */
export async function using<Client extends { destroy(): void }, Result>(
  client: Client,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  return work(client).finally(() => client.destroy());
}
