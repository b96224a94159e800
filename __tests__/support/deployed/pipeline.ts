import type { ExpectedResource } from "../../../intent/expected-stack";
import { expectedIn } from "../../../verification/expect/region-expectation";
import { CREATORS } from "./create-resource";
import { acting, type Place } from "./place";
import {
  CreateSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";

/** What the function runs, and the secret's value. */
export interface PipelineProps {
  readonly zip: Buffer;
  /** JSON. */
  readonly secret: string;
}

/**
 * Puts the findings' way into a region by SDK calls: every resource that the synthesized stacks declare there, with the attributes that they
 * declare. A region that is not the home region has the secret without its primary.
 */
export async function deployPipeline(place: Place, { zip, secret }: PipelineProps): Promise<void> {
  const expected = expectedResourcesIn(place);
  const secretName = place.organization.forwarding?.logRelay.secretName;
  const isHome = expected.some(({ type }) => type === "aws_secretsmanager_secret");
  const hasFunction = expected.some(({ type }) => type === "aws_lambda_function");
  if (secretName && hasFunction && !isHome) await createSecret(place, secretName, secret);
  for (const [type, create] of Object.entries(CREATORS))
    for (const one of inOrder(expected.filter((resource) => resource.type === type)))
      await create(one, { place, zip });
  if (secretName && isHome) await putSecret(place, secretName, secret);
}

/** What the stacks declare in a region. */
export function expectedResourcesIn({
  resources,
  region,
  organization,
  endpoint,
}: Place): ExpectedResource[] {
  const { administratorAccountId } = organization;
  return expectedIn(resources, { region, administratorAccountId, endpoint });
}

/** Makes one of them, e.g. after a fault took it away. */
export async function deployAgain(
  place: Place,
  type: string,
  name: string,
  zip = Buffer.alloc(0),
): Promise<void> {
  const named = expectedResourcesIn(place).filter(
    (one) => one.type === type && Object.values(one.attributes).includes(name),
  );
  for (const one of named) await CREATORS[type]!(one, { place, zip });
}

/** A queue names its dead-letter queue, which has to be there before. */
function inOrder(resources: readonly ExpectedResource[]): ExpectedResource[] {
  const isLate = ({ attributes }: ExpectedResource) => Number("redrive_policy" in attributes);
  return [...resources].sort((a, b) => isLate(a) - isLate(b));
}

async function createSecret(place: Place, Name: string, SecretString: string): Promise<void> {
  const client = new SecretsManagerClient(acting(place));
  const made = client.send(new CreateSecretCommand({ Name, SecretString }));
  await unlessThere(made).finally(() => client.destroy());
}

async function putSecret(place: Place, SecretId: string, SecretString: string): Promise<void> {
  const client = new SecretsManagerClient(acting(place));
  const put = client.send(new PutSecretValueCommand({ SecretId, SecretString }));
  await put.finally(() => client.destroy());
}

async function unlessThere(made: Promise<unknown>): Promise<void> {
  await made.catch((error: Error) => {
    if (!/Exist|replica/.test(`${error.name} ${error.message}`)) throw error;
  });
}
