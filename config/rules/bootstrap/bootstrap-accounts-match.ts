import { parseArn } from "../../../aws/arn";
import { organizationsOf, type Rule } from "../../complete/draft";
import type { Path } from "../../problems/mistake";

const IDS = {
  management: "managementAccountId",
  administrator: "administratorAccountId",
  logArchive: "logArchiveAccountId",
} as const;

/** What bootstrap works as in an account is of that account, and so are the accounts that it makes something in. */
export const bootstrapAccountsMatch: Rule = (draft) => {
  const { bootstrap } = draft;
  if (bootstrap === undefined) return [];
  return organizationsOf(draft).flatMap(({ partition, organization, path }) => {
    const access = bootstrap.credentials?.[partition] ?? {};
    const roles = (["management", "administrator", "logArchive"] as const).flatMap((account) => {
      const way = access[account];
      const id = organization[IDS[account]];
      if (!way || !("roleArn" in way) || way.roleArn === undefined || id === undefined) return [];
      const { partition: given, accountId } = parseArn(way.roleArn);
      if (accountId === id && given === partition) return [];
      const at = ["bootstrap", "credentials", partition, account];
      const message = `the role is of account "${accountId}" in ${given}, but ${IDS[account]} is "${id}" in ${partition}`;
      return [{ path: at, message, fix: "give a role of that account" }];
    });
    if (organization.logArchiveAccountId !== undefined) return roles;
    const inArchive: Path[] = [
      ...(bootstrap.stateBucket?.account === "logArchive" ? [["bootstrap", "stateBucket", "account"]] : []),
      ...(organization.credentials?.apply?.logArchive
        ? [[...path, "credentials", "apply", "logArchive"]]
        : []),
    ];
    const message = `organizations.${partition} names no log archive account to make it in`;
    const fix = `add ${[...path, "logArchiveAccountId"].join(".")}, or leave this out`;
    return [...roles, ...inArchive.map((at) => ({ path: at, message, fix }))];
  });
};
