import { DescribeOrganizationCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { makeClient } from "../../../aws-clients/make-client";
import type { ClientSettings } from "../../../aws-clients/sign-in";
import { explainSignIn } from "../../../aws-clients/sources/explain";
import { sourceOf } from "../../../aws-clients/sources/source";
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
  settings: ClientSettings,
  { signal }: Pick<Io, "signal">,
): Promise<SignedIn> {
  const { account, arn } = await whoIsHere(settings, signal);
  if (!arn.startsWith("arn:aws:")) throw elsewhere(arn);
  const organizations = makeClient(OrganizationsClient, settings, { maxAttempts: ATTEMPTS });
  try {
    const command = new DescribeOrganizationCommand({});
    const { Organization } = await organizations.send(command, { abortSignal: signal });
    const { MasterAccountId: managementAccountId = "", Id: organizationId = "" } = Organization ?? {};
    if (account !== managementAccountId) throw notManaging(account, managementAccountId, arn);
    return { managementAccountId, organizationId };
  } catch (error) {
    throw error instanceof CommandError ? error : new CommandError(explained(error));
  } finally {
    organizations.destroy();
  }
}

async function whoIsHere(settings: ClientSettings, signal: AbortSignal) {
  const sts = makeClient(STSClient, settings, { maxAttempts: ATTEMPTS });
  try {
    const who = await sts.send(new GetCallerIdentityCommand({}), { abortSignal: signal });
    return { account: who.Account ?? "", arn: who.Arn ?? "" };
  } catch (error) {
    signal.throwIfAborted();
    throw await nobody(error as Error);
  } finally {
    sts.destroy();
  }
}

/** Without a profile or a variable, the machine's own role is asked for last: if it has none, nobody signed in. */
async function nobody(error: Error): Promise<Error> {
  const source = await sourceOf(undefined).catch(() => undefined);
  if (error.name === "CredentialsProviderError" && source?.kind === "instance")
    return new NoCredentials(error.message.split("\n")[0]);
  const { what, fix } = explainSignIn(error, { source });
  return new CommandError(what, fix);
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
