import type { AccountCoverage } from "../../../intent/coverage";
import { wantedPlans } from "../../../intent/wanted-coverage";
import { accountMatrix } from "../../../verification/compare/account-matrix";
import type { FoundMember } from "../../../verification/read/guardduty/found-coverage";
import { acme } from "../../support/fleet";

const { config } = acme();
const organization = config.organizations.aws!;
const plans = wantedPlans("eu-west-1", config.detection, organization);

/** As reading shares it among members that have the same plans. */
const features = Object.fromEntries(plans.map(({ plan }) => [plan, "ENABLED"]));

function account(id: string, coverage: AccountCoverage["coverage"] = "enrolled"): AccountCoverage {
  const { accounts } = acme().snapshots.aws!;
  return { account: { ...accounts[0]!, id }, coverage };
}

/** How many plans of each account are gaps. */
function gapsOf(accounts: readonly AccountCoverage[], members: readonly FoundMember[]): number[] {
  const { administratorAccountId } = organization;
  const detector = { id: "d", enabled: true, findingPublishingFrequency: "", features, tags: {} };
  const found = { administratorAccountId, detector, members, destinations: [], archiveFilters: [] };
  const all = { ...found, trustedLists: [], otherLists: {} };
  return accountMatrix(accounts, plans, all, administratorAccountId).map(
    ({ cells }) => cells.filter(({ isGap }) => isGap).length,
  );
}

describe("Members that share their plans", () => {
  const member = (accountId: string, relationshipStatus = "Enabled") => ({
    ...{ accountId, relationshipStatus, features },
  });

  it("are kept apart by their status", () => {
    const [first, second] = gapsOf(
      [account("100000000001"), account("100000000002")],
      [member("100000000001"), member("100000000002", "Disabled")],
    );
    expect(first).toBe(0);
    expect(second).toBeGreaterThan(0);
  });

  it("are kept apart by their coverage", () => {
    const [first, second] = gapsOf(
      [account("100000000001"), account("100000000002", "excluded")],
      [member("100000000001"), member("100000000002")],
    );
    expect(first).toBe(0);
    expect(second).toBeGreaterThan(0);
  });

  it("are kept apart from accounts that are no members", () => {
    const [first, second] = gapsOf(
      [account("100000000001"), account("100000000002")],
      [{ accountId: "100000000001", relationshipStatus: "Enabled" }],
    );
    expect(first).not.toBe(second);
  });
});
