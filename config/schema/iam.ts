import { LIMITS, overLimit } from "../../aws/limits";
import { shown } from "../problems/shown";
import { section } from "./section";
import { line, text, type Refuse } from "./text";

const POLICY_ARN = /^arn:(aws|aws-cn):iam::(\d{12}|aws):policy\/([\w+=,.@-]+\/)*[\w+=,.@-]{1,128}$/;
/** A policy in an account of its own, with its path if it has one. */
const POLICY_NAME = /^([\w+=,.@-]+\/)*[\w+=,.@-]{1,128}$/;

/**
 * The policy beyond which a role may do nothing: a name in the administrator's account, or an ARN.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
const permissionsBoundary = text("permissions boundary", (value, refuse) => {
  if (POLICY_ARN.test(value)) return value;
  if (value.startsWith("arn:"))
    return refuse(
      `${shown(value)} is not the ARN of a policy`,
      "e.g. arn:aws:iam::222222222222:policy/workload-boundary, or the policy's name alone",
    );
  return named(value, refuse);
});

/** The name of a policy, with its path if it has one. */
export const policyName = text("policy name", (value, refuse) =>
  value.startsWith("arn:")
    ? refuse(`${shown(value)} is of one account`, "give the policy's name alone: each account has its own")
    : named(value, refuse),
);

function named(value: string, refuse: Refuse): string {
  if (POLICY_NAME.test(value)) return value;
  const mended = value.trim().replace(/^\/+/, "");
  return refuse(
    `${shown(value)} is not the name of a policy`,
    POLICY_NAME.test(mended) ? `did you mean "${mended}"?` : "e.g. workload-boundary",
  );
}

/**
 * A role's path. Lambda and Scheduler take roles whose path has only the characters of names, which is less than IAM takes.
 * Sources: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html (Role),
 * https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Target.html (RoleArn)
 */
const path = text("path", (value, refuse) => {
  if (/^\/([\w+=,.@-]+\/)*$/.test(value)) return notReserved(value, refuse);
  const mended = `/${value.trim()}/`.replace(/\/{2,}/g, "/");
  return refuse(
    `${shown(value)} is not a valid path: it begins and ends with a slash`,
    /^\/([\w+=,.@-]+\/)*$/.test(mended) ? `did you mean "${mended}"?` : "e.g. /security/",
  );
});

function notReserved(value: string, refuse: Refuse): string {
  const over = overLimit(LIMITS.rolePathCharacters, value.length);
  if (over !== undefined) return refuse(over, "shorten it");
  return /^\/aws-(service-role|reserved)\//.test(value)
    ? refuse(`${shown(value)} is a path that AWS reserves`, "choose another, e.g. /security/")
    : value;
}

const namePrefix = line("name prefix", LIMITS.roleNameCharacters.most).pipe(
  text("name prefix", (value, refuse) =>
    /^[\w+=,.@-]+$/.test(value)
      ? value
      : refuse(
          `${shown(value)} is not the beginning of a role's name`,
          "use letters, digits and _+=,.@-, e.g. workload-",
        ),
  ),
);

/** What an organization's policies demand of every role. */
export const iamSection = section(
  {
    permissionsBoundary: permissionsBoundary.optional(),
    path: path.optional(),
    namePrefix: namePrefix.optional(),
  },
  { tags: "write them under tags, at the top of the file: every role has those" },
);
/** A valid `iam:` as in the file. */
export type IamSection = NonNullable<ReturnType<typeof iamSection.parse>>;
