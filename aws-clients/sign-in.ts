import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { Access, OrganizationConfig } from "../config/config";
import { roleArn } from "../aws/arn";

/** The accounts of an organization that verify and destroy work in. */
export type WorkAccount = "management" | "administrator";

/** The accounts that are read. Where the config names a log archive, it is one of them. */
export type ReadAccount = WorkAccount | "logArchive";

/** Keys in the shape that SDK clients take. Only a role's keys have an expiration. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** The settings that every SDK client is made with. Retries are left to Calls. */
export interface ClientSettings {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?: Credentials | (() => Promise<Credentials>);
  readonly profile?: string;
  readonly maxAttempts: 1;
}

/** Gives the settings for clients of one account in one region. */
export type SignIn = (account: ReadAccount, region: string) => ClientSettings;

/** Which organization's accounts to sign in to, and with which of the config's roles. */
export interface SignInProps {
  readonly organization: OrganizationConfig;
  /** Which of the config's roles to take. Reading uses the plan roles. */
  readonly purpose: "plan" | "apply";
  /** URL of the local AWS, which takes an account id as an access key of that account. @default AWS */
  readonly endpoint?: string;
}

/** Signs in to an organization's accounts as the config says. Each role is assumed once for all regions. */
export function signIn({ organization, purpose, endpoint }: SignInProps): SignIn {
  const access = organization.credentials?.[purpose];
  const entry = (way: Access | undefined): Pick<ClientSettings, "credentials" | "profile"> => {
    if (!way) return {};
    if ("profile" in way) return { profile: way.profile };
    return { credentials: assumedRole(way.roleArn, { region: organization.homeRegion }) };
  };
  const entries = {
    management: entry(access?.management),
    administrator: entry(access?.administrator),
    logArchive: entry(access?.logArchive),
  };
  const ids = {
    management: organization.managementAccountId,
    administrator: organization.administratorAccountId,
    logArchive: organization.logArchiveAccountId ?? "",
  };
  return (account, region) => {
    if (endpoint === undefined) return { region, maxAttempts: 1, ...entries[account] };
    const credentials = { accessKeyId: ids[account], secretAccessKey: "local" };
    return { region, endpoint, maxAttempts: 1, credentials };
  };
}

/** A member account and the role to assume in it, by way of the management account. */
export interface MemberSettingsProps {
  readonly organization: OrganizationConfig;
  /** How to sign in to the management account: a member trusts the account that created it. */
  readonly enter: SignIn;
  readonly account: string;
  readonly roleName: string;
  readonly region: string;
}

/** Settings for clients in a member account, by a role that the member has. */
export function memberSettings(props: MemberSettingsProps): ClientSettings {
  const { organization, enter, account, roleName, region } = props;
  const management = enter("management", region);
  if (management.endpoint !== undefined)
    return { ...management, credentials: { accessKeyId: account, secretAccessKey: "local" } };
  const role = roleArn(organization.partition, account, roleName);
  return { region, maxAttempts: 1, credentials: assumedRole(role, management) };
}

const RENEW_BEFORE_MS = 5 * 60_000;

/** Credentials of a role, renewed shortly before they expire. */
export function assumedRole(roleArn: string, settings: Partial<ClientSettings>): () => Promise<Credentials> {
  let current: Promise<Credentials> | undefined;
  let renewAt = 0;
  return () => {
    if (current && Date.now() < renewAt) return current;
    renewAt = Infinity;
    current = assume(roleArn, settings);
    current.then(
      ({ expiration }) => (renewAt = (expiration?.getTime() ?? Infinity) - RENEW_BEFORE_MS),
      () => (renewAt = 0),
    );
    return current;
  };
}

async function assume(RoleArn: string, settings: Partial<ClientSettings>): Promise<Credentials> {
  const client = new STSClient({ ...settings, maxAttempts: 5 });
  try {
    const answer = await client.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "orgduty" }));
    const { AccessKeyId = "", SecretAccessKey = "", SessionToken, Expiration } = answer.Credentials ?? {};
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      ...(SessionToken ? { sessionToken: SessionToken } : {}),
      ...(Expiration ? { expiration: Expiration } : {}),
    };
  } finally {
    client.destroy();
  }
}
