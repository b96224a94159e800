import { readFile } from "node:fs/promises";
import { getSSOTokenFromFile } from "@smithy/core/config";
import type { Credentials } from "./renewed";
import { mfaLink, type Source } from "./source";

/** When keys end that nobody renews meanwhile. */
export interface Expiry {
  readonly at: Date;
  /** What a person does to begin anew, before a long run. */
  readonly fix: string;
}

/**
 * When a source ends, if that can be known. What Terraform's provider renews by itself does not end: a role behind keys
 * for good, an SSO session that has a refresh token, a container's and an instance's role, a process that is run again.
 */
export async function expiryOf(source: Source, { expiration }: Credentials): Promise<Expiry | undefined> {
  if (mfaLink(source) && expiration)
    return { at: expiration, fix: "run it again then: it asks for a new code" };
  const { kind, links } = source;
  const section = links.at(-1)?.section ?? {};
  const name = links.at(-1)?.name;
  if (kind === "aws login" && expiration) return { at: expiration, fix: `aws login --profile ${name}` };
  if (kind === "SSO") {
    const at = await endOfSso(section.sso_session, section.sso_session ?? section.sso_start_url);
    return at && { at, fix: `aws sso login --profile ${name}` };
  }
  if (kind === "environment" && expiration) return { at: expiration, fix: "export new keys first" };
  if (kind === "keys") {
    const at = dateOf(section.x_security_token_expires ?? section.aws_expiration ?? section.expiration);
    return at && { at, fix: `sign in again with the tool that wrote the profile ${name}` };
  }
  if (kind !== "web identity") return undefined;
  const at = await endOfToken(section.web_identity_token_file ?? process.env.AWS_WEB_IDENTITY_TOKEN_FILE);
  return at && { at, fix: "have the pipeline write a new token first, or let it write one during the run" };
}

/** The end of an SSO sign-in. A token that can be renewed has none. */
async function endOfSso(session: string | undefined, id: string | undefined): Promise<Date | undefined> {
  if (id === undefined) return undefined;
  const read = getSSOTokenFromFile(id) as Promise<{ refreshToken?: string; expiresAt?: string }>;
  const token = await read.catch(() => undefined);
  if (!token || (session && token.refreshToken)) return undefined;
  return dateOf(token.expiresAt);
}

/** The end of a JSON Web Token, which it says itself. */
async function endOfToken(file: string | undefined): Promise<Date | undefined> {
  if (!file) return undefined;
  try {
    const [, payload = ""] = (await readFile(file, "utf8")).split(".");
    const { exp } = JSON.parse(Buffer.from(payload, "base64url").toString()) as { exp?: unknown };
    return typeof exp === "number" ? new Date(exp * 1000) : undefined;
  } catch {
    return undefined;
  }
}

function dateOf(text: string | undefined): Date | undefined {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? undefined : new Date(time);
}
