import { Calls } from "../../aws-clients/calls";
import { UNREAD, type Read } from "../../aws-clients/attempts";
import type { SignIn } from "../../aws-clients/sign-in";
import type { OrganizationConfig, OrgdutyConfig } from "../../config/config";
import type { Snapshot } from "../../organization/snapshot";
import { at, fine, type Finding, type Line } from "../line";
import { Asking } from "../read/asking";
import { readOrganization, type OrganizationReading } from "../read/organization";
import { readStateBucket } from "../read/state-bucket";
import type { KnownAccount } from "../region/wish";
import { judgeGuardDutyPolicies } from "./guardduty-policies";
import { judgeOrganization } from "./organization";
import { judgeState } from "./state";

/** What an organization is asked with. */
export interface OrganizationWish {
  readonly config: OrgdutyConfig;
  readonly organization: OrganizationConfig;
  readonly snapshot?: Snapshot;
  readonly enter: SignIn;
  /** URL of the local AWS. @default AWS */
  readonly endpoint?: string;
  /** Ends the run with an AbortError. @default it is not interrupted */
  readonly signal?: AbortSignal;
}

/** What was read of an organization, for the checks that need regions as well, and what is already judged. */
export interface OrganizationOutcome {
  readonly lines: readonly Line[];
  readonly reading: OrganizationReading;
}

/** Reads an organization's settings and judges them. */
export async function checkOrganization(wish: OrganizationWish): Promise<OrganizationOutcome> {
  const { organization, enter, signal, snapshot } = wish;
  const { partition, managementAccountId: account, homeRegion } = organization;
  const asking = new Asking(new Calls(signal ? { signal } : {}), "credentials.plan.management");
  const reading = await readOrganization(homeRegion, enter, asking, signal);
  return {
    lines: at({ partition, account }, [
      ...asking.findings,
      ...reading.findings,
      ...judgeOrganization(organization, reading, snapshot),
      ...judgeGuardDutyPolicies(reading),
    ]),
    reading,
  };
}

/** Accounts by id. */
export function accountsOf({ accounts }: OrganizationReading): Read<ReadonlyMap<string, KnownAccount>> {
  if (accounts === UNREAD) return UNREAD;
  return new Map(accounts.map(({ id, name, state }) => [id, { name, state }]));
}

/** Where the organization's states are. Local files need no check, and a rehearsal's bucket is made by plan. */
export async function checkState(wish: OrganizationWish): Promise<Line[]> {
  const { organization, endpoint, signal } = wish;
  const { partition, state, managementAccountId } = organization;
  if (state === "local") {
    const what = "the states are files beside the config: they are on this machine only";
    return at({ partition }, [fine("state", what)]);
  }
  const asking = new Asking(
    new Calls(signal ? { signal } : {}),
    "whoever runs Terraform, or state.s3.profile",
  );
  const credentials = { accessKeyId: managementAccountId, secretAccessKey: "local" };
  const settings = endpoint === undefined ? {} : { endpoint, credentials };
  const found = await readStateBucket(state.s3, settings, asking);
  const isToCome = endpoint !== undefined && found.region === undefined;
  const judged: Finding[] = isToCome
    ? [fine("state", "no bucket of states yet: plan makes it in the local AWS")]
    : judgeState(state.s3, found);
  return at({ partition }, [...asking.findings, ...judged]);
}
