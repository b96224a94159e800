import { CreateKeyCommand, KMSClient, PutKeyPolicyCommand, ReplicateKeyCommand } from "@aws-sdk/client-kms";
import { clientSettings } from "../../../../../local-aws/clients";
import type { Change } from "../../../../support/living/change";
import { ADMINISTRATOR, type LivingDeployment } from "../../../../support/living/deployment";

const [HOME, NEXT_HOME] = ["us-east-1", "eu-west-1"];
const NEXT_SECRET = "demo/guardduty/next-home-relay";

/** Changes that reach two regions. Each begins with what the one before it left. */
export const HOME_CHANGES: readonly Change[] = [
  {
    key: "forwarding.kmsKeyArn",
    from: "none",
    to: "a key in two regions, with its grants",
    edit: () => undefined,
    before: async (deployment) => {
      const key = await multiRegionKey(deployment.aws.url);
      deployment.edit((document) => document.setIn(["forwarding", "kmsKeyArn"], key));
    },
  },
  {
    key: "homeRegion",
    from: "us-east-1",
    to: "step 1: without `forwarding`",
    edit: (deployment) => deployment.edit((document) => document.delete("forwarding")),
    endsForwarding: true,
  },
  {
    key: "homeRegion",
    from: "us-east-1, without `forwarding`",
    to: "step 2: eu-west-1, and `forwarding` with another `secretName`",
    edit: forwardFromNextHome,
    afterwards: async (deployment) => {
      deployment.findings().nobodyWants(false);
      await deployment.putSecret(NEXT_SECRET, NEXT_HOME);
    },
  },
];

function forwardFromNextHome(deployment: LivingDeployment): void {
  const logRelay = {
    ...{ protocol: "https", url: deployment.httpsUrl() },
    ...{ authentication: "bearer", secretName: NEXT_SECRET },
  };
  deployment.edit((document) => {
    document.setIn(["organizations", "aws", "homeRegion"], NEXT_HOME);
    document.set("forwarding", document.createNode({ topology: "regional", logRelay }));
  });
}

/** A key of the administrator in both regions that EventBridge and the forwarder's role may use. Returns its ARN. */
async function multiRegionKey(url: string): Promise<string> {
  const client = (region: string) => new KMSClient(clientSettings(url, ADMINISTRATOR, region));
  const { KeyMetadata } = await client(HOME).send(new CreateKeyCommand({ MultiRegion: true }));
  const { Arn = "", KeyId = "" } = KeyMetadata ?? {};
  await client(HOME).send(new ReplicateKeyCommand({ KeyId, ReplicaRegion: NEXT_HOME }));
  const use = { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: "*" };
  const role = `arn:aws:iam::${ADMINISTRATOR}:role/demo-guardduty-findings-forwarder`;
  const root = `arn:aws:iam::${ADMINISTRATOR}:root`;
  const Statement = [
    { ...use, Principal: { Service: "events.amazonaws.com" } },
    { ...use, Principal: { AWS: role } },
    { ...use, Principal: { AWS: root }, Action: "kms:*" },
  ];
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
  for (const region of [HOME, NEXT_HOME])
    await client(region).send(new PutKeyPolicyCommand({ KeyId, Policy, PolicyName: "default" }));
  return Arn;
}
