import { organizationsOf, type Rule } from "../../complete/draft";
import { parseArn } from "../../../aws/arn";

const ROLES = [
  ["management", "managementAccountId"],
  ["administrator", "administratorAccountId"],
  ["logArchive", "logArchiveAccountId"],
] as const;

/** A role to assume must belong to the account that it is for, and to the organization's partition. */
export const credentialsMatchAccounts: Rule = (draft) =>
  organizationsOf(draft).flatMap(({ partition, organization, path }) =>
    (["plan", "apply"] as const).flatMap((phase) =>
      ROLES.flatMap(([role, key]) => {
        const access = organization.credentials?.[phase]?.[role];
        if (access === undefined || !("roleArn" in access) || access.roleArn === undefined) return [];
        const arn = parseArn(access.roleArn);
        const at = [...path, "credentials", phase, role];
        if (arn.partition !== partition) {
          const fix = `begin it with arn:${partition}:`;
          return [{ path: at, message: `the role is of partition ${arn.partition}, not ${partition}`, fix }];
        }
        const id = organization[key];
        if (id === undefined || arn.accountId === id) return [];
        const message = `the role is of account "${arn.accountId}", but ${key} is "${id}"`;
        return [{ path: at, message, fix: "give a role of that account" }];
      }),
    ),
  );
