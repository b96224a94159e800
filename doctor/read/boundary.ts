import { GetPolicyCommand, GetPolicyVersionCommand, IAMClient } from "@aws-sdk/client-iam";
import type { Policy } from "../../aws/policy/document";
import { parsePolicy } from "../../aws/policy/parse-policy";
import type { Read } from "../../aws-clients/attempts";
import { unlessMissing } from "../../aws-clients/calls";
import { makeClient } from "../../aws-clients/make-client";
import type { ClientSettings } from "../../aws-clients/sign-in";
import type { Asking } from "./asking";

/** Reads the policy that is to be the roles' boundary. Undefined if there is none. */
export async function readBoundary(
  PolicyArn: string,
  settings: ClientSettings,
  asking: Asking,
): Promise<Read<Policy | undefined>> {
  const client = makeClient(IAMClient, settings);
  try {
    return await asking.read(
      "boundary",
      `the permissions boundary ${PolicyArn}`,
      read(client, PolicyArn, asking),
    );
  } finally {
    client.destroy();
  }
}

async function read(client: IAMClient, PolicyArn: string, { calls }: Asking): Promise<Policy | undefined> {
  const answer = calls.make((options) => client.send(new GetPolicyCommand({ PolicyArn }), options));
  const policy = (await unlessMissing(answer, ["NoSuchEntityException", "NoSuchEntity"]))?.Policy;
  if (!policy) return undefined;
  const command = new GetPolicyVersionCommand({ PolicyArn, VersionId: policy.DefaultVersionId });
  const { PolicyVersion } = await calls.make((options) => client.send(command, options));
  return parsePolicy(decodeURIComponent(PolicyVersion?.Document ?? ""));
}
