import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import {
  DescribeOrganizationCommand,
  OrganizationsClient,
  type OrganizationsClientConfig,
} from "@aws-sdk/client-organizations";
import { CommandError, type Io } from "../../terminal/io";
import { explained } from "../discover/discover";

/** Nobody signed in on this machine. */
export class NoCredentials extends Error {}

/** The account that a person signed in to: the organization's management account. */
export interface SignedIn {
  readonly managementAccountId: string;
  readonly organizationId: string;
}

const ATTEMPTS = 3;

/**
 * Whose organization the credentials on this machine manage.
 * @throws NoCredentials if there are none, CommandError if they are of another account than the management account
 */
export async function signInHere(
  settings: Pick<OrganizationsClientConfig, "region" | "endpoint" | "credentials">,
  { signal }: Pick<Io, "signal">,
): Promise<SignedIn> {
  const own = { ...settings, maxAttempts: ATTEMPTS };
  const [sts, organizations] = [new STSClient(own), new OrganizationsClient(own)];
  const options = { abortSignal: signal };
  try {
    const { Account = "", Arn = "" } = await sts.send(new GetCallerIdentityCommand({}), options);
    if (!Arn.startsWith("arn:aws:")) throw elsewhere(Arn);
    const { Organization } = await organizations.send(new DescribeOrganizationCommand({}), options);
    const { MasterAccountId: managementAccountId = "", Id: organizationId = "" } = Organization ?? {};
    if (Account !== managementAccountId) throw notManaging(Account, managementAccountId, Arn);
    return { managementAccountId, organizationId };
  } catch (error) {
    const { name, message } = error as Error;
    if (name === "CredentialsProviderError") throw new NoCredentials(message.split("\n")[0]);
    if (error instanceof CommandError) throw error;
    throw new CommandError(explained(error));
  } finally {
    sts.destroy();
    organizations.destroy();
  }
}

function elsewhere(arn: string): CommandError {
  return new CommandError(
    `init asks AWS in the partition aws only, and these credentials are ${arn}`,
    "./orgduty init --offline, then write organizations.aws-cn (docs/configuration.md)",
  );
}

function notManaging(account: string, management: string, arn: string): CommandError {
  return new CommandError(
    `these credentials open ${account} (${arn}), and the organization is managed by ${management}`,
    `sign in to ${management}, or ./orgduty init --offline for a template`,
  );
}
