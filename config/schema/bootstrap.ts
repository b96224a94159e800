import { PARTITIONS, type Partition } from "../../aws/partitions";
import { LIMITS } from "../../aws/limits";
import { shown } from "../problems/shown";
import { externalId } from "./aws-values";
import { accountAccess } from "./organization";
import { policyName } from "./iam";
import { listOf, section } from "./section";
import { choice, line, matching, text, whole } from "./text";

/** Who assumes a role by name: one account, role or user, and never everyone. */
const principalArn = text("principal", (value, refuse) => {
  if (/^arn:(aws|aws-cn):iam::\d{12}:(root|(role|user)\/([\w+=,.@-]+\/)*[\w+=,.@-]{1,64})$/.test(value))
    return value;
  return refuse(
    `${shown(value)} is not the ARN of an account, a role or a user`,
    /:assumed-role\//.test(value)
      ? "name the role, not a session of it: arn:aws:iam::111111111111:role/NAME"
      : "e.g. arn:aws:iam::111111111111:role/ci",
  );
});

const principal = section({ arn: principalArn, externalId: externalId.optional() });

/** A token's `sub`, which a role compares letter by letter. */
const subject = line("subject", 255).pipe(
  text("subject", (value, refuse) =>
    /[*?]/.test(value)
      ? refuse(`${shown(value)} is a pattern, and a role trusts exact subjects only`, "list each subject")
      : value,
  ),
);
const subjects = listOf(subject, "[repo:acme/guardduty:environment:orgduty]", { isSet: true });

/** As many as fit into a trust policy if each has a long name and an external id. */
const MOST_PRINCIPALS = { ...LIMITS.trustPolicyCharacters, what: "principals", most: 5 };

const roleName = matching("role name", /^[\w+=,.@-]{1,64}$/, "orgduty-bootstrap");

const credentialsShape = Object.fromEntries(
  PARTITIONS.map((partition) => [partition, accountAccess.optional()]),
) as Record<Partition, ReturnType<typeof accountAccess.optional>>;

/**
 * The longest session of a role, in minutes.
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html (MaxSessionDuration)
 */
const SESSION_MINUTES = [60, 720] as const;

/** What `orgduty bootstrap` makes, and what it works as. */
export const bootstrapSection = section(
  {
    roleName: roleName.optional(),
    credentials: section(credentialsShape).optional(),
    tokenProvider: choice(["create", "existing"]).optional(),
    subjects: section({ plan: subjects.optional(), apply: subjects.optional() }).optional(),
    principals: listOf(principal, "[{arn: arn:aws:iam::111111111111:role/ci, externalId: ID}]", {
      limit: MOST_PRINCIPALS,
    }).optional(),
    permissionsBoundary: policyName.optional(),
    sessionMinutes: whole("session", SESSION_MINUTES, 60).optional(),
    stateBucket: section({
      account: choice(["management", "administrator", "logArchive"]).optional(),
      plansExpireAfterDays: whole("days", [1, 365], 7).optional(),
    }).optional(),
    state: choice(["local", "bucket"]).optional(),
    reader: section({ name: roleName, principal: principal.optional() }).optional(),
  },
  {
    roles: "leave it out: the roles are those that organizations.*.credentials names",
    bucket: "write stateBucket; its name is that of state.s3",
  },
);
/** A valid `bootstrap:` as in the file. */
export type BootstrapSection = NonNullable<ReturnType<typeof bootstrapSection.parse>>;
