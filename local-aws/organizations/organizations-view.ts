import {
  DescribeOrganizationCommand,
  EnableAWSServiceAccessCommand,
  OrganizationsClient,
  RegisterDelegatedAdministratorCommand,
  paginateListAccounts,
} from "@aws-sdk/client-organizations";
import { clientSettings, globalRegion } from "../clients";
import type { Organization } from "../guardduty/service";
import type { Partition } from "../../aws/partitions";

/** Organizations as GuardDuty sees it: which accounts belong together, and which one administers. */
export class OrganizationsView {
  constructor(private readonly endpoint: string) {}

  /** The organization of an account; undefined if the account is in none. */
  async organizationOf(accountId: string, partition: Partition): Promise<Organization | undefined> {
    const client = this.clientOf(accountId, partition);
    try {
      const { Organization: found } = await client.send(new DescribeOrganizationCommand({}));
      const managementAccountId = found?.MasterAccountId ?? "";
      return { managementAccountId, accounts: () => this.accounts(managementAccountId, partition) };
    } catch (error) {
      if (error instanceof Error && error.name === "AWSOrganizationsNotInUseException") return undefined;
      throw error;
    } finally {
      client.destroy();
    }
  }

  /** What delegating in GuardDuty changes in Organizations: it enables trusted access and registers an administrator. */
  async delegate(
    managementAccountId: string,
    administratorAccountId: string,
    partition: Partition,
  ): Promise<void> {
    const client = this.clientOf(managementAccountId, partition);
    const ServicePrincipal = "guardduty.amazonaws.com";
    await client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
    await client
      .send(
        new RegisterDelegatedAdministratorCommand({ AccountId: administratorAccountId, ServicePrincipal }),
      )
      .catch(ignore("AccountAlreadyRegisteredException"));
    client.destroy();
  }

  private async accounts(managementAccountId: string, partition: Partition) {
    const client = this.clientOf(managementAccountId, partition);
    const accounts = [];
    for await (const page of paginateListAccounts({ client }, {})) accounts.push(...(page.Accounts ?? []));
    client.destroy();
    return accounts.map(({ Id = "", Email = "", Name = "", State, Status }) => ({
      id: Id,
      email: Email,
      name: Name,
      status: State ?? Status ?? "",
    }));
  }

  private clientOf(accountId: string, partition: Partition): OrganizationsClient {
    return new OrganizationsClient(clientSettings(this.endpoint, accountId, globalRegion(partition)));
  }
}

function ignore(name: string): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof Error) || error.name !== name) throw error;
  };
}
