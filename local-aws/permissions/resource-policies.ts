import { DescribeEventBusCommand, EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { GetKeyPolicyCommand, KMSClient } from "@aws-sdk/client-kms";
import { GetPolicyCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { GetBucketPolicyCommand, S3Client } from "@aws-sdk/client-s3";
import { GetResourcePolicyCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { parseArn, type ParsedArn } from "../../aws/arn";
import { clientSettings, type ClientSettings } from "../clients";
import type { Asked } from "./asked";
import type { Demand } from "./demand";

type Read = (settings: ClientSettings, of: ParsedArn) => Promise<string | undefined>;

const READERS: Readonly<Record<string, Read>> = {
  sqs: async (settings, { accountId, resource }) => {
    const QueueUrl = `${settings.endpoint}/${accountId}/${resource}`;
    const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["Policy"] });
    return (await new SQSClient(settings).send(command)).Attributes?.Policy;
  },
  events: async (settings, { resource }) => {
    const command = new DescribeEventBusCommand({ Name: resource.replace(/^event-bus\//, "") });
    return (await new EventBridgeClient(settings).send(command)).Policy;
  },
  kms: async (settings, { resource }) => {
    const command = new GetKeyPolicyCommand({
      KeyId: resource.replace(/^key\//, ""),
      PolicyName: "default",
    });
    return (await new KMSClient(settings).send(command)).Policy;
  },
  lambda: async (settings, { resource }) => {
    const command = new GetPolicyCommand({ FunctionName: resource.replace(/^function:/, "") });
    return (await new LambdaClient(settings).send(command)).Policy;
  },
  s3: async (settings, { resource }) => {
    const command = new GetBucketPolicyCommand({ Bucket: resource.split("/")[0] });
    return (await new S3Client({ ...settings, forcePathStyle: true }).send(command)).Policy;
  },
  secretsmanager: async (settings, { resource }) => {
    const command = new GetResourcePolicyCommand({ SecretId: resource.replace(/^secret:|-[^-]{6}$/g, "") });
    return (await new SecretsManagerClient(settings).send(command)).ResourcePolicy;
  },
};

/** Which resources of these services have policies. */
const WITH_POLICY =
  /:(sqs|kms|secretsmanager):[^:]*:\d*:(?!alias)|:s3:::|:events:[^:]*:\d*:event-bus\/|:lambda:[^:]*:\d*:function:/;

/** The policy of the resource that something is to be done to. Undefined if it has none, or is not there. */
export async function resourcePolicyOf(
  endpoint: string,
  { place }: Asked,
  { resource }: Demand,
): Promise<string | undefined> {
  if (resource === undefined || !WITH_POLICY.test(resource)) return undefined;
  const of = parseArn(resource);
  const settings = clientSettings(endpoint, of.accountId || place.accountId, of.region || place.region);
  return READERS[of.service]!(settings, of).catch(() => undefined);
}
