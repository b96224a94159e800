import { parseArn } from "../../../aws/arn";
import { organizationsOf, type Rule } from "../../complete/draft";

/** A boundary is a policy of the role's own account, and every role is in the administrator's, or one of AWS's own policies. */
export const boundaryIsInAccount: Rule = (draft) =>
  organizationsOf(draft).flatMap(({ partition, organization, path }) => {
    const { permissionsBoundary } = organization.iam ?? {};
    if (permissionsBoundary === undefined || !permissionsBoundary.startsWith("arn:")) return [];
    const { partition: given, accountId } = parseArn(permissionsBoundary);
    const at = [...path, "iam", "permissionsBoundary"];
    if (given !== partition) {
      const message = `the policy is of partition ${given}, not ${partition}`;
      return [{ path: at, message, fix: `begin it with arn:${partition}:, or give the policy's name alone` }];
    }
    const account = organization.administratorAccountId;
    if (account === undefined || ["aws", account].includes(accountId)) return [];
    const message = `the policy is of account "${accountId}", but the roles are in administratorAccountId "${account}"`;
    return [{ path: at, message, fix: "name a policy of that account" }];
  });
