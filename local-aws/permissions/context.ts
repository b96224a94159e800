import { parseArn } from "../../aws/arn";
import { ABSENT, type Context } from "../../aws/policy/context";
import type { Policy } from "../../aws/policy/document";
import type { Asked } from "./asked";
import type { Demand } from "./demand";
import type { Identity } from "./identities";
import { tagKeysOf, tagsOf } from "./tags";

/**
 * The condition keys of a request to the local AWS, as AWS would know them. What is not in it cannot be told here: the
 * network that a request comes from, when its session began, and the tags of the resource.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function contextOf(
  asked: Asked,
  { action, resource, context }: Demand,
  identity: Identity,
  organizationId: string | undefined,
): Context {
  const isOwn = action.split(":")[0] === asked.service;
  const account = resource === undefined ? "" : parseArn(resource).accountId;
  return {
    ...aboutPrincipal(identity, organizationId),
    "aws:requestedregion": asked.place.region,
    "aws:resourceaccount": account || asked.place.accountId,
    "aws:securetransport": "true",
    "aws:currenttime": new Date().toISOString(),
    "aws:epochtime": String(Math.floor(Date.now() / 1000)),
    ...(isOwn ? { "aws:viaawsservice": "false", "aws:calledvia": ABSENT, ...aboutTags(asked) } : {}),
    ...Object.fromEntries(ABSENT_KEYS.map((key) => [key, ABSENT])),
    ...context,
  };
}

/** Keys that requests of a role or a user never carry, if no service calls for them. */
const ABSENT_KEYS = [
  ...["aws:principalservicename", "aws:sourcearn", "aws:sourceaccount", "aws:sourcevpc", "aws:sourcevpce"],
  ...["aws:federatedprovider", "aws:multifactorauthage", "aws:referer"],
];

function aboutPrincipal({ arn, tags }: Identity, organizationId: string | undefined): Context {
  const isUser = parseArn(arn).resource.startsWith("user/");
  return {
    "aws:principalarn": arn,
    "aws:principalaccount": parseArn(arn).accountId,
    "aws:principaltype": isUser ? "User" : "AssumedRole",
    "aws:principalisawsservice": "false",
    "aws:principalorgid": organizationId ?? ABSENT,
    "aws:username": isUser ? arn.split("/").at(-1)! : ABSENT,
    "aws:multifactorauthpresent": isUser ? ABSENT : "false",
    ...Object.fromEntries(
      Object.entries(tags).map(([key, value]) => [`aws:principaltag/${key.toLowerCase()}`, value]),
    ),
  };
}

function aboutTags(asked: Asked): Context {
  const keys = tagKeysOf(asked);
  return {
    "aws:tagkeys": keys.length > 0 ? keys : ABSENT,
    ...Object.fromEntries(
      Object.entries(tagsOf(asked) ?? {}).map(([key, value]) => [
        `aws:requesttag/${key.toLowerCase()}`,
        value,
      ]),
    ),
  };
}

/**
 * The same with what policies ask for and the request is known not to carry: tags that it lacks, and the keys of services
 * that it does not call.
 */
export function completed(context: Context, policies: readonly Policy[], service: string): Context {
  const keys = policies.flatMap(({ statements }) =>
    statements.flatMap(({ conditions }) => conditions.map(({ key }) => key.toLowerCase())),
  );
  const absent = keys.filter((key) => {
    if (Object.hasOwn(context, key)) return false;
    const [prefix] = key.split(":");
    return /^aws:(requesttag|principaltag)\//.test(key) || (prefix !== "aws" && prefix !== service);
  });
  return { ...Object.fromEntries(absent.map((key) => [key, ABSENT])), ...context };
}
