import { organizationsOf, type Rule } from "../../complete/draft";

/** The administrator and the management account may not be excluded: nothing works without them. */
export const excludeSparesCoreAccounts: Rule = (draft) =>
  organizationsOf(draft).flatMap(({ organization, path }) =>
    (["managementAccountId", "administratorAccountId"] as const).flatMap((role) => {
      const id = organization[role];
      if (id === undefined || !Object.hasOwn(organization.enrolment?.exclude ?? {}, id)) return [];
      const message = `"${id}" is the ${role}, which cannot be excluded`;
      return [{ path: [...path, "enrolment", "exclude", id], message, fix: "remove it from exclude" }];
    }),
  );
