import { parseArn } from "../../aws/arn";
import type { Context } from "../../aws/policy/context";
import type { Policy } from "../../aws/policy/document";
import { evaluate, evaluateAll, type Decision } from "../../aws/policy/evaluate";
import { parsePolicy } from "../../aws/policy/parse-policy";
import { evaluateTogether } from "../../aws/policy/permissions";
import { completed } from "./context";
import type { Demand } from "./demand";
import type { Identity } from "./identities";
import { nearMisses } from "./near-misses";

/** What the policies say to one demand. */
export interface Verdict {
  readonly isAllowed: boolean;
  /** AWS's text, if it is refused. */
  readonly message?: string;
  /** What AWS does not say: which statements nearly allow it. */
  readonly why?: string;
}

/** A demand, and everything that decides about it. */
export interface Case {
  readonly demand: Demand;
  /** The ARN that AWS names in its refusals: a session's, or a user's. */
  readonly callerArn: string;
  readonly identity: Identity;
  /** The resource's own policy. */
  readonly resourcePolicy: string | undefined;
  /** The account that the request acts in. */
  readonly accountId: string;
  readonly context: Context;
}

/** Lets the policy reader decide. What it cannot tell is refused, and said so. */
export function verdictOf(asked: Case): Verdict {
  const { demand, identity, accountId } = asked;
  const resource = asked.resourcePolicy === undefined ? undefined : parsePolicy(asked.resourcePolicy);
  const all = [...identity.policies, identity.boundary, resource].flatMap((one) => one ?? []);
  const context = completed(asked.context, all, demand.action.split(":")[0]!);
  const question = { action: demand.action, resource: demand.resource, context };
  // A session's ARN lacks its role's path, and policies name the role.
  const principal = { kind: "AWS", name: identity.arn } as const;
  const resourceAccount = parseArn(demand.resource ?? "").accountId || accountId;
  const { answer, doubts } = evaluateTogether(
    {
      ...{ identity: identity.policies, resourceAccount },
      ...(identity.boundary && { boundary: identity.boundary }),
      ...(resource && { resource }),
    },
    { ...question, principal },
  );
  if (answer === "yes") return { isAllowed: true };
  const byIdentity = evaluateAll(identity.policies, question);
  const boundary = identity.boundary && evaluate(identity.boundary, question);
  const byResource = resource && evaluate(resource, { ...question, principal });
  const reason = reasonOf({ byIdentity, boundary, byResource });
  const unknown = answer === "cannot-tell" ? ` (the local AWS cannot tell: ${doubts.join("; ")})` : "";
  return {
    isAllowed: false,
    message: `${refusal(asked)}${reason.text(demand.action)}${unknown}`,
    why: nearMisses(reason.policies(identity, resource), question),
  };
}

/** AWS names no policy in its refusals of AssumeRole. */
function refusal({ demand: { action, resource }, callerArn }: Case): string {
  return `User: ${callerArn} is not authorized to perform: ${action}${resource === undefined ? "" : ` on resource: ${resource}`}`;
}

interface Reason {
  readonly text: (action: string) => string;
  /** The policies that it is about. */
  readonly policies: (identity: Identity, resource: Policy | undefined) => readonly Policy[];
}

interface Decisions {
  readonly byIdentity: Decision;
  readonly boundary: Decision | undefined;
  readonly byResource: Decision | undefined;
}

const own: Reason["policies"] = ({ policies }) => policies;
const ofBoundary: Reason["policies"] = ({ boundary }) => (boundary ? [boundary] : []);
const ofResource: Reason["policies"] = (_, resource) => (resource ? [resource] : []);

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
function reasonOf({ byIdentity, boundary, byResource }: Decisions): Reason {
  const denied = (whose: string, policies: Reason["policies"]): Reason => ({
    ...{ policies, text: () => ` with an explicit deny in ${whose}` },
  });
  const missing = (whose: string, policies: Reason["policies"]): Reason => ({
    ...{ policies, text: (action) => ` because no ${whose} allows the ${action} action` },
  });
  if (byIdentity.denied === true) return denied("an identity-based policy", own);
  if (boundary?.denied === true) return denied("a permissions boundary", ofBoundary);
  if (byResource?.denied === true) return denied("a resource-based policy", ofResource);
  if (byIdentity.allowed !== true) return missing("identity-based policy", own);
  if (boundary !== undefined && boundary.allowed !== true) return missing("permissions boundary", ofBoundary);
  return missing("resource-based policy", ofResource);
}
