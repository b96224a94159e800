import { CreateKeyCommand, KMSClient, PutKeyPolicyCommand } from "@aws-sdk/client-kms";
import { clientSettings } from "../../../../../local-aws/clients";
import type { Change } from "../../../../support/living/change";
import { ADMINISTRATOR } from "../../../../support/living/deployment";

/** A customer's key for the findings, and back. */
export const KEY_CHANGES: readonly Change[] = [
  {
    key: "forwarding.kmsKeyArn",
    from: "none",
    to: "a key, with its grants",
    edit: () => undefined,
    before: async (deployment) => {
      const key = await keyOf(deployment.aws.url);
      deployment.edit((document) => document.setIn(["forwarding", "kmsKeyArn"], key));
    },
  },
  {
    key: "forwarding.kmsKeyArn",
    from: "a key",
    to: "none",
    edit: (deployment) => deployment.edit((document) => document.deleteIn(["forwarding", "kmsKeyArn"])),
  },
];

/** A key of the administrator that EventBridge and the forwarder's role may use. Returns its ARN. */
async function keyOf(url: string): Promise<string> {
  const client = new KMSClient(clientSettings(url, ADMINISTRATOR, "us-east-1"));
  const { KeyMetadata } = await client.send(new CreateKeyCommand({}));
  const { Arn = "", KeyId = "" } = KeyMetadata ?? {};
  const use = { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: "*" };
  const role = `arn:aws:iam::${ADMINISTRATOR}:role/demo-guardduty-findings-forwarder`;
  const root = `arn:aws:iam::${ADMINISTRATOR}:root`;
  const Statement = [
    { ...use, Principal: { Service: "events.amazonaws.com" } },
    { ...use, Principal: { AWS: role } },
    { ...use, Principal: { AWS: root }, Action: "kms:*" },
  ];
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
  await client.send(new PutKeyPolicyCommand({ KeyId, Policy, PolicyName: "default" }));
  return Arn;
}
