import { DescribeSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { makeClient } from "../aws-clients/make-client";
import { unlessMissing, type Calls } from "../aws-clients/calls";
import type { SignIn } from "../aws-clients/sign-in";

/** Secrets that a plan creates, and where. */
export interface TakenSecretNamesProps {
  readonly region: string;
  readonly enter: SignIn;
  readonly calls: Calls;
  readonly names: readonly string[];
}

/**
 * Secrets that a plan creates although AWS still keeps one of that name, deleted less than 30 days ago: CreateSecret
 * would be refused in the middle of the apply. One line for each. Whether the old value may go for good is the
 * operator's to say, so nothing is done about it here.
 * Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html
 */
export async function takenSecretNames({
  region,
  enter,
  calls,
  names,
}: TakenSecretNamesProps): Promise<string[]> {
  const client = makeClient(SecretsManagerClient, enter("administrator", region));
  const lines: string[] = [];
  try {
    for (const name of names) {
      const command = new DescribeSecretCommand({ SecretId: name });
      const answer = calls.make((options) => client.send(command, options));
      const secret = await unlessMissing(answer, ["ResourceNotFoundException"]);
      if (secret?.DeletedDate === undefined) continue;
      lines.push(
        `secret ${name} in ${region} was deleted, and AWS keeps its name for 30 days: name another one in secretName, ` +
          `or let the old value go for good: aws secretsmanager delete-secret --force-delete-without-recovery --region ${region} --secret-id ${name}`,
      );
    }
  } finally {
    client.destroy();
  }
  return lines;
}
