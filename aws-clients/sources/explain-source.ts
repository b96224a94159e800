import { basename } from "node:path";
import type { SignInProblem } from "./sign-in-problem";
import type { Link } from "./profiles";
import type { Source } from "./source";

/** What an error means that only one kind of source gives. Undefined if it means something else. */
export function ofSource(text: string, { kind, links }: Source): SignInProblem | undefined {
  const link = links.at(-1);
  if (kind === "web identity") return ofWebIdentity(text, link?.section);
  if (!link) return undefined;
  if (kind === "SSO") return ofSso(text, link);
  if (kind === "credential_process") return ofProcess(text, link);
  return kind === "aws login" ? ofLogin(link) : undefined;
}

function ofLogin({ name }: Link): SignInProblem {
  return {
    what: `the session of \`aws login\` of the profile ${name} is over or was never begun`,
    fix: `aws login --profile ${name}`,
  };
}

function ofSso(text: string, { name, section }: Link): SignInProblem | undefined {
  const login = `aws sso login --profile ${name}`;
  if (/ForbiddenException|No access|ResourceNotFound/i.test(text)) {
    const { sso_role_name: role, sso_account_id: account } = section;
    return {
      what: `IAM Identity Center does not give this person ${role ?? "a role"} in ${account ?? "the account"} (the profile ${name})`,
      fix: `correct sso_role_name and sso_account_id, or have the permission set assigned, then ${login}`,
    };
  }
  if (/invalid SSO credentials|missing required|could not be found/i.test(text))
    return {
      what: text.replace(/^\w*Error: /, "").split("\n")[0]!,
      fix: `aws configure sso --profile ${name}`,
    };
  if (!/SSO session|SSO Token|UnauthorizedException|Token is expired/i.test(text)) return undefined;
  return { what: `the SSO session of the profile ${name} has expired or was never begun`, fix: login };
}

/** What a process printed may hold keys, and its command line a password: only the program's name is printed. */
function ofProcess(text: string, { name, section }: Link): SignInProblem | undefined {
  if (!/credential_process|Command failed|spawn|JSON/i.test(text)) return undefined;
  const program = basename(
    /^"([^"]+)"|^(\S+)/
      .exec(section.credential_process ?? "")
      ?.slice(1)
      .join("") ?? "",
  );
  const why = /returned [^.]*|did not return [^.]*/.exec(text)?.[0] ?? "failed";
  return {
    what: `credential_process of the profile ${name} (${program}) ${why}`,
    fix: `run the command of that profile by hand: aws sts get-caller-identity --profile ${name} shows what it says`,
  };
}

function ofWebIdentity(text: string, section: Link["section"] | undefined): SignInProblem | undefined {
  const file = section?.web_identity_token_file ?? process.env.AWS_WEB_IDENTITY_TOKEN_FILE ?? "";
  const role = section?.role_arn ?? process.env.AWS_ROLE_ARN ?? "";
  if (/ENOENT|EACCES/.test(text))
    return {
      what: `the web identity's token ${file} cannot be read: ${/ENOENT|EACCES/.exec(text)![0]}`,
      fix: "let the pipeline write its OIDC token there before (docs/credentials.md), or unset AWS_WEB_IDENTITY_TOKEN_FILE",
    };
  if (/ExpiredToken|token.*expired/i.test(text))
    return {
      what: `the web identity's token ${file} has expired`,
      fix: "have the pipeline write a new one right before this step: most are valid for minutes",
    };
  if (/InvalidIdentityToken|AccessDenied|IDPRejected|not authorized/i.test(text))
    return {
      what: `AWS did not let the token ${file} assume ${role}`,
      fix: "the role's trust policy must name the token's issuer, and its conditions the token's `aud` and `sub`",
    };
  return undefined;
}
