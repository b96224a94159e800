import {
  DescribeOrganizationCommand,
  ListDelegatedAdministratorsCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { makeClient } from "../../aws-clients/make-client";
import { Attempts, UNREAD, type Read } from "../../aws-clients/attempts";
import type { SignIn } from "../../aws-clients/sign-in";
import { readAccounts, type FoundAccount } from "../../organization/read-live";
import {
  readOrganizationSettings,
  type OrganizationSettings,
} from "../../verification/read/guardduty/organization-settings";
import { pages } from "../../aws-clients/pages";
import { unchecked, type Finding } from "../line";
import type { Asking } from "./asking";

/** AWS Organizations as the management account sees it. */
export interface OrganizationReading extends OrganizationSettings {
  readonly described: Read<{
    readonly id: string;
    readonly managementAccountId: string;
    readonly featureSet: string;
  }>;
  readonly accounts: Read<readonly FoundAccount[]>;
  /** Accounts that are registered as GuardDuty's administrators. */
  readonly delegated: Read<readonly string[]>;
  /** What the settings' reader could not read. */
  readonly findings: readonly Finding[];
}

/** Organizations throttles heavily. The SDK waits between attempts. */
const MAX_ATTEMPTS = 10;
const GUARDDUTY = "guardduty.amazonaws.com";

/** Reads it in four calls, one for each 20 accounts and two for each policy. */
export async function readOrganization(
  homeRegion: string,
  enter: SignIn,
  asking: Asking,
  signal?: AbortSignal,
): Promise<OrganizationReading> {
  const client = makeClient(OrganizationsClient, enter("management", homeRegion), {
    maxAttempts: MAX_ATTEMPTS,
  });
  const attempts = new Attempts();
  try {
    const [found, accounts, delegated, settings] = await Promise.all([
      asking.call("organization", "the organization", (options) =>
        client.send(new DescribeOrganizationCommand({}), options),
      ),
      asking.read(
        "organization",
        "the organization's accounts",
        readAccounts(client, signal && { abortSignal: signal }),
      ),
      asking.read("administrator", "registered administrators", readDelegated(client, asking)),
      readOrganizationSettings(homeRegion, enter, attempts, signal),
    ]);
    const { Id = "", MasterAccountId = "", FeatureSet = "" } = (found !== UNREAD && found.Organization) || {};
    const described =
      found === UNREAD ? UNREAD : { id: Id, managementAccountId: MasterAccountId, featureSet: FeatureSet };
    return { described, accounts, delegated, ...settings, findings: attempts.unread.map(settingUnread) };
  } finally {
    client.destroy();
  }
}

function settingUnread({ part, error, fix }: Attempts["unread"][number]): Finding {
  const check = part.startsWith("trusted") ? "trusted-access" : "guardduty-policies";
  return unchecked(check, part, error, fix);
}

async function readDelegated(client: OrganizationsClient, { calls }: Asking): Promise<string[]> {
  const found = await pages(async (NextToken) => {
    const command = new ListDelegatedAdministratorsCommand({
      ServicePrincipal: GUARDDUTY,
      ...(NextToken ? { NextToken } : {}),
    });
    const page = await calls.make((options) => client.send(command, options));
    return [page.DelegatedAdministrators ?? [], page.NextToken];
  });
  return found.flatMap(({ Id }) => Id ?? []);
}
