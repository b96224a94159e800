import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { UNREAD, type Read } from "../../aws-clients/attempts";
import { unlessMissing } from "../../aws-clients/calls";
import { secretFault } from "../../lambda-src/finding-forwarder/relay/secret/secret-check";
import type { Asking } from "./asking";

/** A relay's secret in one region, as far as it may be told: the value itself stays here. */
export interface SecretReading {
  readonly arn: string;
  /** When it is going to be deleted: ISO 8601. Absent if nobody scheduled that. */
  readonly deletedAt?: string;
  /** Why the forwarder could not use it. Absent if it can. */
  readonly fault?: Read<string>;
}

/** What a connection to the relay needs of the secret. Never in a line. */
export interface TlsMaterial {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly servername?: string;
}

/** What was read: a reading to judge, and what the relay's check connects with. */
export interface ReadSecret {
  /** Undefined if there is no such secret. */
  readonly secret: Read<SecretReading | undefined>;
  readonly tls: TlsMaterial;
}

const MISSING = ["ResourceNotFoundException"];

/** Reads a secret of a region in two calls. */
export async function readSecret(
  client: SecretsManagerClient,
  asking: Asking,
  { name, authentication }: { readonly name: string; readonly authentication: string },
): Promise<ReadSecret> {
  const { calls } = asking;
  const describing = calls.make((options) =>
    client.send(new DescribeSecretCommand({ SecretId: name }), options),
  );
  const found = await asking.read("secret", `secret ${name}`, unlessMissing(describing, MISSING));
  if (found === UNREAD || !found) return { secret: found, tls: {} };
  const arn = found.ARN ?? name;
  if (found.DeletedDate) return { secret: { arn, deletedAt: found.DeletedDate.toISOString() }, tls: {} };
  const getting = calls.make((options) =>
    client.send(new GetSecretValueCommand({ SecretId: name }), options),
  );
  const value = await asking.read("secret", `value of secret ${name}`, unlessMissing(getting, MISSING));
  if (value === UNREAD) return { secret: { arn, fault: UNREAD }, tls: {} };
  if (!value) return { secret: { arn, fault: "it has no value" }, tls: {} };
  const parsed = parse(value.SecretString);
  const fault = secretFault(parsed, authentication);
  return {
    secret: { arn, ...(fault === undefined ? {} : { fault }) },
    tls: fault === undefined ? tlsOf(parsed as Readonly<Record<string, string | undefined>>) : {},
  };
}

/** Undefined is no object, which the forwarder's own check refuses. */
function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

function tlsOf(secret: Readonly<Record<string, string | undefined>>): TlsMaterial {
  const { ca, clientCertificate: cert, clientKey: key, serverName: servername } = secret;
  return Object.fromEntries(Object.entries({ ca, cert, key, servername }).filter(([, value]) => value));
}
