import {
  DescribeOrganizationCommand,
  paginateListAccounts,
  type Account as LiveAccount,
  type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { parentIn, readParents, readUnitPaths } from "./unit-paths";

/** An account as Organizations lists it. Its state may be one that orgduty does not know. */
export interface FoundAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly state: string;
  readonly organizationalUnitPath: readonly string[];
}

/** An organization as it is. */
export interface FoundOrganization {
  readonly organizationId: string;
  readonly managementAccountId: string;
  /** ALL or CONSOLIDATED_BILLING. @default not said */
  readonly featureSet?: string;
  readonly accounts: readonly FoundAccount[];
}

/** Settings for each call. */
export interface CallOptions {
  /** Ends a call with an AbortError. @default nothing ends it early */
  readonly abortSignal?: AbortSignal;
}

/** Reads an organization through its management account, or through an account that it delegated Organizations to. */
export async function readLive(
  client: OrganizationsClient,
  options: CallOptions = {},
): Promise<FoundOrganization> {
  const { Organization: organization } = await client.send(new DescribeOrganizationCommand({}), options);
  const found = await listAccounts(client, options);
  const units = await readUnitPaths(client, options);
  const hasPaths = found.every(({ Paths }) => Paths !== undefined && Paths.length > 0);
  const parents = hasPaths ? new Map<string, string>() : await readParents(client, units, options);
  const parentOf = ({ Id = "", Paths = [] }: LiveAccount) =>
    parents.get(Id) ?? parentIn(Paths[0] ?? "") ?? "";
  return {
    organizationId: organization?.Id ?? "",
    managementAccountId: organization?.MasterAccountId ?? "",
    ...(organization?.FeatureSet && { featureSet: organization.FeatureSet }),
    accounts: found.map((account) => toAccount(account, units.get(parentOf(account)) ?? [])),
  };
}

/** The organization's accounts without their units; one call lists 20. */
export async function readAccounts(
  client: OrganizationsClient,
  options: CallOptions = {},
): Promise<FoundAccount[]> {
  return (await listAccounts(client, options)).map((account) => toAccount(account, []));
}

async function listAccounts(client: OrganizationsClient, options: CallOptions): Promise<LiveAccount[]> {
  const found: LiveAccount[] = [];
  // An empty page may be followed by another: the paginator goes on until there is no token.
  for await (const page of paginateListAccounts({ client }, {}, options))
    found.push(...(page.Accounts ?? []));
  return found;
}

/** `State` replaced `Status`, which Organizations retired on 2026-09-09. Imitations of AWS may have only the older one. */
function toAccount({ Id, Name, Email, State, Status }: LiveAccount, path: readonly string[]): FoundAccount {
  return {
    id: Id ?? "",
    name: Name ?? "",
    email: Email ?? "",
    state: State ?? Status ?? "",
    organizationalUnitPath: path,
  };
}
