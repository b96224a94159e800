import { parseArn } from "../../aws/arn";
import { policy, type Statement } from "../policy";

/** Jobs of a forge, by the tokens that it gives them. */
export interface TrustedTokens {
  /** Without `https://`. */
  readonly issuer: string;
  readonly providerArn: string;
  readonly audience: string;
  /** Exact values of `sub`. */
  readonly subjects: readonly string[];
}

/** A principal by name. */
export interface TrustedPrincipal {
  readonly arn: string;
  /** @default the request needs none */
  readonly externalId?: string;
}

/** Who may assume a role. */
export interface Trust {
  /** @default no jobs */
  readonly tokens?: TrustedTokens;
  /** The role that the pipeline's jobs work as first. It may be the role itself. @default none */
  readonly entry?: string;
  readonly principals: readonly TrustedPrincipal[];
}

/** The trust policy: exact subjects and one audience for tokens, exact ARNs for the rest. */
export function trustPolicy({ tokens, entry, principals }: Trust): string {
  return policy([
    ...(tokens ? [ofTokens(tokens)] : []),
    ...(entry === undefined ? [] : [ofRole("AssumedByEntry", entry)]),
    ...principals.map((principal, index) => ofPrincipal(`AssumedByPrincipal${index + 1}`, principal)),
  ]);
}

function ofTokens({ issuer, providerArn, audience, subjects }: TrustedTokens): Statement {
  return {
    Sid: "AssumedByPipeline",
    Effect: "Allow",
    Principal: { Federated: providerArn },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: { StringEquals: { [`${issuer}:aud`]: audience, [`${issuer}:sub`]: subjects } },
  };
}

/**
 * A role by its ARN in a condition, not as the principal: IAM refuses a principal that does not exist yet, and puts a
 * role's hidden id in its place, so that the trust would end with the role. Roles may assume themselves only if their
 * trust policy says so.
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html,
 * https://aws.amazon.com/blogs/security/announcing-an-update-to-iam-role-trust-policy-behavior/
 */
function ofRole(sid: string, roleArn: string): Statement {
  const { partition, accountId } = parseArn(roleArn);
  return {
    Sid: sid,
    Effect: "Allow",
    Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
    Action: "sts:AssumeRole",
    Condition: { StringEquals: { "aws:PrincipalArn": roleArn } },
  };
}

function ofPrincipal(sid: string, { arn, externalId }: TrustedPrincipal): Statement {
  return {
    Sid: sid,
    Effect: "Allow",
    Principal: { AWS: arn },
    Action: "sts:AssumeRole",
    ...(externalId !== undefined && { Condition: { StringEquals: { "sts:ExternalId": externalId } } }),
  };
}
