import { namedLinks, linksOf, type Link } from "./profiles";

/** Where keys come from in the end. */
export type SourceKind =
  | "environment"
  | "web identity"
  | "keys"
  | "SSO"
  | "credential_process"
  | "aws login"
  | "container"
  | "instance";

/** Where an account's keys come from: the profiles on the way, and what the last of them says. */
export interface Source {
  readonly kind: SourceKind;
  /** The profile asked for, then its sources. Empty if no profile is involved. */
  readonly links: readonly Link[];
}

/**
 * Where a profile's keys come from, or the person's own if none is named. The order is that of Terraform's provider,
 * which the SDK for JavaScript does not keep: keys in the environment go before AWS_PROFILE, and a web identity before a
 * profile that nobody named. Plan and verify would otherwise work as different people.
 * Source: https://github.com/aws/aws-sdk-go-v2/blob/main/config/resolve_credentials.go
 * @throws OperatorError if a profile is missing
 */
export async function sourceOf(
  profile: string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Source> {
  if (profile !== undefined) return ofProfile(await namedLinks(profile), env);
  const named = env.AWS_PROFILE;
  // Terraform's provider refuses a missing AWS_PROFILE even if it does not need it.
  const links = named ? await namedLinks(named, "AWS_PROFILE") : await linksOf("default");
  if (env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY) return { kind: "environment", links: [] };
  if (env.AWS_WEB_IDENTITY_TOKEN_FILE && env.AWS_ROLE_ARN) return { kind: "web identity", links: [] };
  return links ? ofProfile(links, env) : { kind: ofMachine(env), links: [] };
}

/** A source for people, e.g. `the profile prod (SSO)`. */
export function sourceText({ kind, links }: Source): string {
  const [first, ...others] = links;
  if (!first) return NAMES[kind] ?? kind;
  const by = others.length > 0 ? ` by way of ${others.map(({ name }) => name).join(", ")}` : "";
  return `the profile ${first.name}${by} (${kind})`;
}

/** The profile on the way that asks for an MFA code, if there is one. */
export function mfaLink({ links }: Source): Link | undefined {
  return links.find(({ section }) => section.mfa_serial && section.role_arn);
}

const NAMES: Partial<Record<SourceKind, string>> = {
  environment: "AWS_ACCESS_KEY_ID in the environment",
  "web identity": "the token of AWS_WEB_IDENTITY_TOKEN_FILE",
  container: "the container's role",
  instance: "the role of this EC2 instance",
};

const CREDENTIAL_SOURCES: Readonly<Record<string, SourceKind>> = {
  Environment: "environment",
  EcsContainer: "container",
  Ec2InstanceMetadata: "instance",
};

function ofProfile(links: readonly Link[], env: NodeJS.ProcessEnv): Source {
  const { section } = links.at(-1)!;
  const named = CREDENTIAL_SOURCES[section.credential_source ?? ""];
  if (named) return { kind: named, links };
  if (section.aws_access_key_id) return { kind: "keys", links };
  if (section.web_identity_token_file) return { kind: "web identity", links };
  if (section.credential_process) return { kind: "credential_process", links };
  if (section.sso_session || section.sso_start_url) return { kind: "SSO", links };
  if (section.login_session) return { kind: "aws login", links };
  return { kind: ofMachine(env), links };
}

function ofMachine(env: NodeJS.ProcessEnv): SourceKind {
  return env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI || env.AWS_CONTAINER_CREDENTIALS_FULL_URI
    ? "container"
    : "instance";
}
