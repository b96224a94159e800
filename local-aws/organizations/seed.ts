import {
  CloseAccountCommand,
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  EnableAWSServiceAccessCommand,
  ListRootsCommand,
  MoveAccountCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { clientSettings, globalRegion } from "../clients";
import type { Partition } from "../../aws/partitions";
import type { Aliases } from "./aliases";

/** An account to seed. Any state but ACTIVE is made by closing the account: Organizations then shows SUSPENDED. */
export interface SeedAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly state: string;
  /** The path from the root down, beginning with the root. */
  readonly organizationalUnitPath: readonly string[];
}

/** An organization to seed. A snapshot from `orgduty discover` has this form. */
export interface SeedOrganization {
  readonly partition: Partition;
  readonly organizationId: string;
  readonly managementAccountId: string;
  readonly accounts: readonly SeedAccount[];
}

const MOTO_MANAGEMENT = { name: '"master"', email: "master@example.com" };

/** Creates an organization with its units and accounts in moto, under the given ids. */
export async function seed(
  endpoint: string,
  aliases: Aliases,
  organization: SeedOrganization,
): Promise<void> {
  const { partition, managementAccountId, accounts } = organization;
  const client = new OrganizationsClient(
    clientSettings(endpoint, managementAccountId, globalRegion(partition)),
  );
  const created = await client.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
  aliases.add(created.Organization!.Id!, organization.organizationId);
  const roots = await client.send(new ListRootsCommand({}));
  const units = new UnitTree(client, roots.Roots![0]!.Id!);
  for (const account of accounts) {
    if (account.id === managementAccountId) nameManagementAccount(aliases, account);
    else await addAccount(client, aliases, account);
    await units.move(account);
    if (account.state !== "ACTIVE") await client.send(new CloseAccountCommand({ AccountId: account.id }));
  }
  // A prerequisite that no delegation brings with it: docs/verifying.md.
  const ServicePrincipal = "malware-protection.guardduty.amazonaws.com";
  await client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
  client.destroy();
}

/** moto gives every management account the same name. */
function nameManagementAccount(aliases: Aliases, { name, email }: SeedAccount): void {
  aliases.add(MOTO_MANAGEMENT.name, JSON.stringify(name));
  aliases.add(MOTO_MANAGEMENT.email, email);
}

async function addAccount(
  client: OrganizationsClient,
  aliases: Aliases,
  account: SeedAccount,
): Promise<void> {
  const { name, email, id } = account;
  const answer = await client.send(new CreateAccountCommand({ AccountName: name, Email: email }));
  aliases.add(answer.CreateAccountStatus!.AccountId!, id);
}

/** The organizational units made so far, by path. */
class UnitTree {
  private readonly ids = new Map<string, string>();

  constructor(
    private readonly client: OrganizationsClient,
    private readonly rootId: string,
  ) {}

  async move({ id, organizationalUnitPath }: SeedAccount): Promise<void> {
    const path = organizationalUnitPath.slice(1);
    if (path.length === 0) return;
    const DestinationParentId = await this.unit(path);
    await this.client.send(
      new MoveAccountCommand({ AccountId: id, SourceParentId: this.rootId, DestinationParentId }),
    );
  }

  private async unit(path: readonly string[]): Promise<string> {
    if (path.length === 0) return this.rootId;
    const key = path.join("/");
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const ParentId = await this.unit(path.slice(0, -1));
    const answer = await this.client.send(
      new CreateOrganizationalUnitCommand({ ParentId, Name: path.at(-1)! }),
    );
    const id = answer.OrganizationalUnit!.Id!;
    this.ids.set(key, id);
    return id;
  }
}
