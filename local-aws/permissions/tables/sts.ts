import { ABSENT } from "../../../aws/policy/context";
import { textOf } from "../asked";
import type { ServiceTable } from "./table";

/**
 * STS. The trust policy of a role has a say, too. Who comes with a token of an identity provider is let in as ever.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html
 */
export const STS: ServiceTable = {
  on: { role: "AssumeRole" },
  free: "AssumeRoleWithSAML AssumeRoleWithWebIdentity GetCallerIdentity GetSessionToken",
  arns: { role: (asked) => textOf(asked, "RoleArn") },
  keys: (asked) => ({
    "sts:externalid": textOf(asked, "ExternalId") ?? ABSENT,
    "sts:rolesessionname": textOf(asked, "RoleSessionName") ?? ABSENT,
    "sts:sourceidentity": textOf(asked, "SourceIdentity") ?? ABSENT,
  }),
};
