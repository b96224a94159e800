import type { Place } from "./place";

/** Calls EventBridge Scheduler in the administrator's account of the local AWS, which looks only at a signature's scope. */
export async function callScheduler(
  { endpoint, organization, region }: Place,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> {
  const scope = `${organization.administratorAccountId}/20260101/${region}/scheduler/aws4_request`;
  const answer = await fetch(endpoint + path, {
    method,
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=x`,
      "content-type": "application/json",
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}
