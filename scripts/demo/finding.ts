import {
  CreateSampleFindingsCommand,
  GuardDutyClient,
  ListDetectorsCommand,
} from "@aws-sdk/client-guardduty";
import { PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { setTimeout as sleep } from "node:timers/promises";
import { clientSettings } from "../../local-aws/clients";

const ENROLMENT_LIMIT_MS = 60_000;

/** Puts token and certificate authority into the secret, which Terraform made without a value. */
export async function fillSecret(url: string, place: Place, SecretId: string, value: object): Promise<void> {
  const client = new SecretsManagerClient(clientSettings(url, place.accountId, place.region));
  await client.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify(value) }));
  client.destroy();
}

/** An account in a region. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
}

/** Makes a sample finding in a member account, through a role that the management account assumes there. */
export async function makeSampleFinding(
  url: string,
  managementAccountId: string,
  { accountId, region }: Place,
  findingType: string,
): Promise<void> {
  const sts = new STSClient(clientSettings(url, managementAccountId, region));
  const RoleArn = `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole`;
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "demo" }));
  const credentials = {
    accessKeyId: Credentials!.AccessKeyId!,
    secretAccessKey: Credentials!.SecretAccessKey!,
    sessionToken: Credentials!.SessionToken!,
  };
  const client = new GuardDutyClient({ endpoint: url, region, credentials });
  const DetectorId = await detectorOf(client);
  await client.send(new CreateSampleFindingsCommand({ DetectorId, FindingTypes: [findingType] }));
  sts.destroy();
  client.destroy();
}

/** Waits for the member's detector: GuardDuty enrols a member some time after it was added. */
async function detectorOf(client: GuardDutyClient): Promise<string> {
  const deadline = Date.now() + ENROLMENT_LIMIT_MS;
  for (;;) {
    const { DetectorIds = [] } = await client.send(new ListDetectorsCommand({}));
    if (DetectorIds[0] !== undefined) return DetectorIds[0];
    if (Date.now() > deadline) throw new Error("the member has no detector");
    await sleep(250);
  }
}
