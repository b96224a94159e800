import type { Policy, Statement } from "../../../aws/policy/document";
import { describeStatement } from "../../../aws/policy/document";
import { refersTo } from "../../read/attributes";
import type { PlannedResource } from "../../read/plan-model";
import { attachmentsOf } from "../access/attached-policies";
import { policiesOf } from "../access/policies";
import { judge, whereIs, type ReviewContext, type Rule } from "../rule";
import { rolesFor } from "./roles-for";

const READS = /^[a-z0-9-]+:(Describe|Filter|Get|List)\w+$/;
/** Terraform locks a state while it plans, a sealed plan is put beside the states, and both are under a key. */
const WRITES: Readonly<Record<string, RegExp>> = {
  "s3:PutObject": /\/[^/]*\.tflock$|\/sealed\/\*$/,
  "s3:DeleteObject": /\/[^/]*\.tflock$/,
  "kms:Decrypt": /:key\//,
  "kms:GenerateDataKey": /:key\//,
  "sts:AssumeRole": /:role\/[^*?]+$/,
};

/** A pull request plans before anybody has read it. What it works as must not be able to change anything. */
export const planRolesOnlyRead: Rule = {
  id: "OD-068",
  title: "A role that plans changes nothing but locks and sealed plans",
  severity: "deny",
  fix: "give the role of plan no policy but those of `orgduty roles print` for plan, verify and discover",
  evaluate: (context) =>
    judge(rolesFor(context, "plan"), "no role of plan is planned", whereIs, (role) => {
      const { documents, unread } = policiesOfRole(context, role);
      const writing = documents
        .flatMap(({ statements }) => statements)
        .filter(({ effect }) => effect === "Allow")
        .flatMap(writesOf);
      return [...writing, ...unread.map(() => "has a policy that cannot be read before it is applied")];
    }),
};

function policiesOfRole(context: ReviewContext, role: PlannedResource) {
  const all = policiesOf(context).filter(({ kind }) => kind === "identity");
  const attached = attachmentsOf(context)
    .filter(({ resource }) => refersTo(resource, "role", role))
    .map(({ resource }) => all.find((policy) => refersTo(resource, "policy_arn", policy.resource)));
  const own = all.filter(
    ({ resource }) =>
      resource === role || (resource.type === "aws_iam_role_policy" && refersTo(resource, "role", role)),
  );
  const found = [...attached, ...own].map((policy) => policy?.document);
  return {
    documents: found.filter((document): document is Policy => document !== undefined),
    unread: found.filter((document) => document === undefined || document.unreadable !== undefined),
  };
}

function writesOf(statement: Statement): string[] {
  const { actions, resources } = statement;
  const said = describeStatement(statement);
  if (actions.excepts || !resources || resources.excepts) return [`${said} allows all but something`];
  return actions.items
    .filter((action) => !READS.test(action))
    .filter((action) => !resources.items.every((resource) => WRITES[action]?.test(resource) === true))
    .map((action) => `${said} allows ${action} on ${resources.items.join(", ")}`);
}
