import type { GuardDutyClient } from "@aws-sdk/client-guardduty";
import { requestHandler } from "./network/request-handler";
import { withTerraformsEndpoints } from "./network/endpoints";
import type { ClientSettings } from "./sign-in";

/** What a client may be made with beyond an account's settings. */
export interface ClientOptions {
  /** How often the SDK tries a call. @default the settings' one: Calls tries again, and waits longer */
  readonly maxAttempts?: number;
  /** S3: the bucket's name in the path. @default false */
  readonly forcePathStyle?: boolean;
  /** SQS: send to the host that a queue's URL names. @default true */
  readonly useQueueUrlAsEndpoint?: boolean;
  /** The connections of a client that is closed at the same time, to share them. @default a pool of its own */
  readonly requestHandler?: GuardDutyClient["config"]["requestHandler"];
}

/** The class of an SDK client. */
type ClientClass<Client> = new (settings: Omit<ClientSettings, "maxAttempts"> & ClientOptions) => Client;

/**
 * Makes an SDK client. Every client of the product is made here, so that each goes through the proxy, trusts the
 * certificates and finds the endpoints that the environment names, as Terraform's provider does (docs/credentials.md).
 */
export function makeClient<Client extends object>(
  Kind: ClientClass<Client>,
  settings: ClientSettings,
  options: ClientOptions = {},
): Client {
  const own = settings.endpoint === undefined ? requestHandler(settings.profile) : undefined;
  const handler = options.requestHandler ?? own;
  const client = new Kind({ ...settings, ...options, ...(handler ? { requestHandler: handler } : {}) });
  if (settings.endpoint === undefined) withTerraformsEndpoints(client as never, settings.profile);
  return client;
}
