import { ListMembersCommand, type GuardDutyClient, type Member } from "@aws-sdk/client-guardduty";
import type { Calls } from "./calls";

/** The accounts on the administrator's list in a region, including disassociated ones, 50 a page. */
export async function* memberPages(
  client: GuardDutyClient,
  calls: Calls,
  DetectorId: string,
): AsyncGenerator<readonly Member[]> {
  let NextToken: string | undefined;
  do {
    const command = new ListMembersCommand({
      DetectorId,
      MaxResults: 50,
      OnlyAssociated: "false",
      ...(NextToken ? { NextToken } : {}),
    });
    const page = await calls.make((options) => client.send(command, options));
    yield page.Members ?? [];
    NextToken = page.NextToken;
  } while (NextToken);
}

/** All of them at once. */
export async function listMembers(
  client: GuardDutyClient,
  calls: Calls,
  DetectorId: string,
): Promise<Member[]> {
  const members: Member[] = [];
  for await (const page of memberPages(client, calls, DetectorId)) members.push(...page);
  return members;
}
