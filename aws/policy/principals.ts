import { parseArn } from "../arn";
import { all, any, not, type Certainty } from "./certainty";
import type { Listed, StatedPrincipal } from "./document";
import type { AskingPrincipal } from "./question";
import { isPattern } from "./wildcards";

/**
 * Whether a statement is about a principal. An account's root or number stands for all its principals, a role for its
 * sessions. `"*"` is everybody, services too. AWS calls `{"AWS": "*"}` the same for anonymous users, and says nothing of
 * services, which some services leave out: it cannot be told.
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html,
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_iam.StarPrincipal.html
 */
export function isAbout({ items, excepts }: Listed<StatedPrincipal>, asked: AskingPrincipal): Certainty {
  return excepts ? not(isExcepted(items, asked)) : any(items.map((stated) => isNamed(stated, asked)));
}

/**
 * AWS may check the account before the role, and the role before its session: somebody is safely excepted only if each
 * of these is.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function isExcepted(items: readonly StatedPrincipal[], asked: AskingPrincipal): Certainty {
  const each = identitiesOf(asked).map((name) =>
    any(items.map((stated) => isSame(stated, { kind: asked.kind, name }))),
  );
  if (all(each) === true) return true;
  return each.every((one) => one === false) ? false : undefined;
}

function isNamed(stated: StatedPrincipal, asked: AskingPrincipal): Certainty {
  const names = identitiesOf(asked);
  return any(
    names.map((name) => isSame(stated, { kind: asked.kind, name })).concat(isSessionOf(stated, asked)),
  );
}

function isSame({ kind, name }: StatedPrincipal, asked: AskingPrincipal): Certainty {
  if (kind === "everybody") return true;
  if (kind === "AWS" && name === "*") return asked.kind === "AWS" ? true : undefined;
  // An S3 account id of the old kind: whose it is, is written nowhere.
  if (kind === "CanonicalUser") return asked.kind === "AWS" ? undefined : false;
  if (kind !== asked.kind) return false;
  // IAM takes no wildcard in a part of a principal's name.
  if (isPattern(name)) return undefined;
  return name === asked.name || (kind === "AWS" && name === accountOf(asked.name) && isRoot(asked.name));
}

/** A statement about one session of the role that asks is about some of its requests. */
function isSessionOf(stated: StatedPrincipal, asked: AskingPrincipal): Certainty {
  if (stated.kind !== "AWS" || asked.kind !== "AWS" || isPattern(stated.name)) return false;
  const role = roleOfSession(stated.name);
  return role !== undefined &&
    role === roleName(asked.name) &&
    accountOf(stated.name) === accountOf(asked.name)
    ? undefined
    : false;
}

/** A principal and what it is part of: its role, and its account. */
function identitiesOf({ kind, name }: AskingPrincipal): string[] {
  if (kind !== "AWS") return [name];
  const { partition, accountId } = parseArn(name);
  const [inAccount, role] = [`arn:${partition}:iam::${accountId}`, roleOfSession(name)];
  const names = [name, ...(role === undefined ? [] : [`${inAccount}:role/${role}`]), `${inAccount}:root`];
  return [...new Set(names)];
}

function accountOf(name: string): string {
  return parseArn(name).accountId;
}

function isRoot(name: string): boolean {
  return parseArn(name).resource === "root";
}

function roleOfSession(name: string): string | undefined {
  return /^assumed-role\/([^/]+)\//.exec(parseArn(name).resource)?.[1];
}

/** Without its path. */
function roleName(name: string): string | undefined {
  return /^role\/(?:.*\/)?([^/]+)$/.exec(parseArn(name).resource)?.[1];
}
