import type { Partition } from "../../../aws/partitions";
import { coverageOf, type Coverage } from "../../../intent/coverage";
import { staysMember } from "../../../intent/staying-members";
import { judgeMembers, type ReviewContext, type Rule } from "../rule";

/**
 * Enrolling an account from outside the organization, or one that was excluded for a reason, is unexpected and costs
 * money.
 */
export const onlyIntendedAccountsAreEnrolled: Rule = {
  id: "OD-010",
  title: "No account is enrolled that the config or the snapshot leaves out",
  severity: "deny",
  fix: "remove the member, or take its exclusion out of the config; refresh the snapshot with `./orgduty discover`",
  evaluate(context) {
    const intended = intentions(context);
    return judgeMembers(context, ({ accountId, action }, { partition }) => {
      if (action === "delete") return undefined;
      const coverage = intended.get(partition)?.get(accountId);
      if (action === "forget") {
        const organization = context.config.organizations[partition];
        return organization && staysMember(organization, coverage)
          ? undefined
          : `${accountId} stays a member and Terraform forgets it: nobody manages it`;
      }
      if (coverage === undefined) return `${accountId} is not in the organization's snapshot`;
      if (coverage === "administrator")
        return `${accountId} is the administrator, which cannot be its own member`;
      if (coverage === "left-enrolled") return `${accountId} is excluded`;
      return coverage === "excluded" || coverage === "suspended" ? `${accountId} is ${coverage}` : undefined;
    });
  },
};

function intentions({ config, project }: ReviewContext): Map<Partition, Map<string, Coverage>> {
  const organizations = Object.values(config.organizations);
  return new Map(
    organizations.map((organization) => {
      const snapshot = project.snapshots[organization.partition];
      const entries = snapshot ? coverageOf(organization, snapshot) : [];
      return [
        organization.partition,
        new Map(entries.map(({ account, coverage }) => [account.id, coverage])),
      ];
    }),
  );
}
