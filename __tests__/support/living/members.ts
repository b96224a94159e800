import { GuardDutyClient, ListDetectorsCommand, ListMembersCommand } from "@aws-sdk/client-guardduty";
import { clientSettings } from "../../../local-aws/clients";

/** Accounts that are associated members of an administrator's detector. */
export async function memberIds(url: string, account: string, region: string): Promise<string[]> {
  const client = new GuardDutyClient(clientSettings(url, account, region));
  const { DetectorIds = [] } = await client.send(new ListDetectorsCommand({}));
  const { Members = [] } = await client.send(
    new ListMembersCommand({ DetectorId: DetectorIds[0], OnlyAssociated: "true", MaxResults: 50 }),
  );
  client.destroy();
  return Members.map(({ AccountId = "" }) => AccountId);
}
