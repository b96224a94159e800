import type { Access, OrganizationConfig } from "../config/config";
import { roleArn } from "../aws/arn";
import { assumedRole } from "./assumed-role";
import { rehearsalKeys } from "./rehearsal";
import type { Credentials } from "./sources/renewed";
import { sourceCredentials } from "./sources/source-credentials";

/** The accounts of an organization that verify and destroy work in. */
export type WorkAccount = "management" | "administrator";

/** The accounts that are read. Where the config names a log archive, it is one of them. */
export type ReadAccount = WorkAccount | "logArchive";

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
  /** URL of the local AWS, where the roles are assumed only if it enforces permissions. @default AWS */
  readonly endpoint?: string;
}

/** Signs in to an organization's accounts as the config says. Each role is assumed once for all regions. */
export function signIn({ organization, purpose, endpoint }: SignInProps): SignIn {
  const { [purpose]: access, externalId } = organization.credentials ?? {};
  const entry = (way: Access | undefined): Entry => {
    const own = ownSettings(way && "profile" in way ? way.profile : undefined, organization.homeRegion);
    return way && "roleArn" in way ? { credentials: assumedRole(way.roleArn, own, externalId) } : own;
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
  if (endpoint === undefined) return (account, region) => ({ ...entries[account], region, maxAttempts: 1 });
  const keys = (account: ReadAccount) =>
    rehearsalKeys({
      endpoint,
      region: organization.homeRegion,
      accountId: ids[account],
      way: access?.[account],
      ...(externalId !== undefined && { externalId }),
    });
  const rehearsed = {
    management: keys("management"),
    administrator: keys("administrator"),
    logArchive: keys("logArchive"),
  };
  return (account, region) => ({ region, endpoint, maxAttempts: 1, credentials: rehearsed[account] });
}

type Entry = Pick<ClientSettings, "credentials" | "profile">;

/** Settings whose keys may be asked for without a client. */
export interface OwnSettings extends ClientSettings {
  readonly credentials: () => Promise<Credentials>;
}

/** Settings for clients that work with a profile, or with the person's own keys if none is named. */
export function ownSettings(profile: string | undefined, region: string): OwnSettings {
  const credentials = sourceCredentials(profile, region);
  return { region, maxAttempts: 1, credentials, ...(profile === undefined ? {} : { profile }) };
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
