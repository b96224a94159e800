import { ownSettings, type ClientSettings } from "../sign-in";

/** Whose credentials are used, and where. */
export interface OwnAccess {
  /** URL of the local AWS. @default AWS */
  readonly endpoint?: string;
  /** The account that a request to the local AWS comes from. */
  readonly localAccount: string;
  /** @default the credentials of the person or job that runs orgduty */
  readonly profile?: string;
  readonly region: string;
}

/** Settings for a client that works with the credentials of the person or job that runs orgduty, not with a role of the config. */
export function ownAccess({ endpoint, localAccount, profile, region }: OwnAccess): ClientSettings {
  if (endpoint === undefined) return ownSettings(profile, region);
  const credentials = { accessKeyId: localAccount, secretAccessKey: "local" };
  return { region, endpoint, credentials, maxAttempts: 1 };
}
