import { ListMembersCommand, type GuardDutyClient, type Member } from "@aws-sdk/client-guardduty";
import type { Calls } from "./calls";

/** Every account on the administrator's list in a region, including disassociated ones, read 50 a page. */
export async function listMembers(
  client: GuardDutyClient,
  calls: Calls,
  DetectorId: string,
): Promise<Member[]> {
  const members: Member[] = [];
  let NextToken: string | undefined;
  do {
    const command = new ListMembersCommand({
      DetectorId,
      MaxResults: 50,
      OnlyAssociated: "false",
      ...(NextToken ? { NextToken } : {}),
    });
    const page = await calls.make((options) => client.send(command, options));
    members.push(...(page.Members ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  return members;
}
