import { DescribeSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { makeClient } from "../aws-clients/make-client";
import { unlessMissing } from "../aws-clients/calls";
import { callsOf, type OffBoardRegionProps } from "./off-board-region";

/**
 * ARN of the log relay's secret in the home region. Undefined if it is deleted, although AWS keeps it for another 30
 * days.
 */
export async function relaySecretArn(props: OffBoardRegionProps): Promise<string | undefined> {
  const { organization, enter } = props;
  const SecretId = organization.forwarding?.logRelay.secretName;
  if (SecretId === undefined) return undefined;
  const client = makeClient(SecretsManagerClient, enter("administrator", organization.homeRegion));
  try {
    const answer = callsOf(props).make((options) =>
      client.send(new DescribeSecretCommand({ SecretId }), options),
    );
    const secret = await unlessMissing(answer, ["ResourceNotFoundException"]);
    return secret?.DeletedDate === undefined ? secret?.ARN : undefined;
  } finally {
    client.destroy();
  }
}
