import {
  CreateFilterCommand,
  GetFilterCommand,
  ListMembersCommand,
  ListOrganizationAdminAccountsCommand,
  EnableOrganizationAdminAccountCommand,
} from "@aws-sdk/client-guardduty";
import { delegate, refusal, turnOn } from "./support/organization";
import { ADMINISTRATOR, MANAGEMENT, MEMBER, serverForEachTest, STRANGER } from "./support/guardduty-server";

const place = (accountId: string) => ({ partition: "aws" as const, region: "eu-west-1", accountId });

describe("What years leave behind in GuardDuty", () => {
  const current = serverForEachTest();

  it("is another administrator in one region, which that region names, and no request replaces", async () => {
    const { server } = current;
    await delegate(server, "us-east-1");
    const other = { ...place(MEMBER), managementAccountId: MANAGEMENT, administratorId: MEMBER };
    await server.service.delegateAnyway(other);
    const management = server.client(MANAGEMENT);
    const { AdminAccounts } = await management.send(new ListOrganizationAdminAccountsCommand({}));
    expect(AdminAccounts).toEqual([{ AdminAccountId: MEMBER, AdminStatus: "ENABLED" }]);
    const command = new EnableOrganizationAdminAccountCommand({ AdminAccountId: ADMINISTRATOR });
    expect((await refusal(management.send(command))).message).toMatch(/administrator/i);
  });

  it("is a member that left the organization", async () => {
    const { server } = current;
    const { administrator, detectorId: DetectorId } = await delegate(server);
    await server.service.keepMember(place(ADMINISTRATOR), STRANGER);
    const { Members } = await administrator.send(new ListMembersCommand({ DetectorId }));
    expect(Members).toMatchObject([{ AccountId: STRANGER, RelationshipStatus: "Enabled" }]);
  });

  it("are ranks of filters with gaps", async () => {
    const { server } = current;
    const client = server.client(ADMINISTRATOR);
    const DetectorId = await turnOn(client);
    const FindingCriteria = { Criterion: { region: { Equals: ["eu-west-1"] } } };
    for (const Name of ["first", "second"])
      await client.send(new CreateFilterCommand({ DetectorId, Name, FindingCriteria }));
    server.service.rankFilters(place(ADMINISTRATOR), { second: 5 });
    const rankOf = async (FilterName: string) =>
      (await client.send(new GetFilterCommand({ DetectorId, FilterName }))).Rank;
    expect([await rankOf("first"), await rankOf("second")]).toEqual([1, 5]);
  });
});
