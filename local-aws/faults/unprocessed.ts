import { jsonAnswer, jsonBody, type Answer, type Exchange } from "../front-door/exchange";

const RESULT = "The request failed because of an internal error.";

interface MembersRequest {
  readonly accountIds?: readonly string[];
  readonly accountDetails?: readonly { readonly accountId: string }[];
}

/**
 * Answers a request about members as GuardDuty does if it did not process some of them: status 200, and the accounts in
 * `unprocessedAccounts`. The others are processed.
 */
export async function leftUnprocessed(
  exchange: Exchange,
  members: readonly string[] | undefined,
  answer: (exchange: Exchange) => Promise<Answer>,
): Promise<Answer> {
  const request = (await jsonBody(exchange)) as MembersRequest;
  const isLeft = (id: string) => members === undefined || members.includes(id);
  const { accountIds = [], accountDetails = [] } = request;
  const left = [...accountIds, ...accountDetails.map(({ accountId }) => accountId)].filter(isLeft);
  const rest = {
    ...request,
    ...(request.accountIds ? { accountIds: accountIds.filter((id) => !isLeft(id)) } : {}),
    ...(request.accountDetails
      ? { accountDetails: accountDetails.filter(({ accountId }) => !isLeft(accountId)) }
      : {}),
  };
  const unprocessed = left.map((accountId) => ({ accountId, result: RESULT }));
  if ((rest.accountIds ?? rest.accountDetails ?? []).length === 0)
    return jsonAnswer(200, { members: [], unprocessedAccounts: unprocessed });
  const body = Buffer.from(JSON.stringify(rest));
  const processed = await answer({ ...exchange, body: () => Promise.resolve(body) });
  if (processed.status !== 200) return processed;
  const said = JSON.parse(processed.body.toString()) as { unprocessedAccounts?: readonly object[] };
  return jsonAnswer(
    200,
    { ...said, unprocessedAccounts: [...(said.unprocessedAccounts ?? []), ...unprocessed] },
    { "content-type": "application/json" },
  );
}
