import { UNREAD } from "../../aws-clients/attempts";
import { FOUNDATION, type CoveragePlan } from "../../intent/wanted-coverage";
import type { FoundPolicy, OrganizationSettings } from "../read/guardduty/organization-settings";
import type { AccountRow } from "./account-matrix";
import type { FoundGap } from "./gap";

/** The service principals that need trusted access, and the plan that needs each of them. */
const TRUSTED: Readonly<Partial<Record<CoveragePlan, string>>> = {
  [FOUNDATION]: "guardduty.amazonaws.com",
  // https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-guardduty.html
  EBS_MALWARE_PROTECTION: "malware-protection.guardduty.amazonaws.com",
};

/** What Organizations lacks, or decides by itself, in one region. */
export function organizationSettingsGaps(
  { trustedServices, policies }: OrganizationSettings,
  rows: readonly AccountRow[],
  { region, managementAccountId: account }: { readonly region: string; readonly managementAccountId: string },
): FoundGap[] {
  const trust = trustedServices === UNREAD ? [] : trustGaps(trustedServices, rows);
  const decided =
    policies === UNREAD ? [] : policies.filter((policy) => appliesIn(policy, region)).map(policyGap);
  return [...trust, ...decided].map((gap) => ({ account, region, ...gap }));
}

type OwnGap = Omit<FoundGap, "account" | "region">;

/** Nothing for a plan that the config wants in no account. */
function trustGaps(trusted: readonly string[], rows: readonly AccountRow[]): OwnGap[] {
  const isWanted = (wanted: string) =>
    rows.some(({ cells }) => cells.some(({ plan, ...cell }) => plan === wanted && cell.wanted === "on"));
  return Object.entries(TRUSTED)
    .filter(([plan, principal]) => isWanted(plan) && !trusted.some((one) => isSame(one, principal)))
    .map(([plan, resource]) => ({
      ...{ plan: plan as CoveragePlan, resource, wanted: "trusted access", found: "none" },
      reason: "TRUSTED_ACCESS_MISSING",
    }));
}

/** Some services have a domain of their own in China. */
function isSame(found: string, principal: string): boolean {
  return found === principal || found === `${principal}.cn`;
}

/**
 * A region with a block of its own has that block alone; any other has the default, if there is one. A content that
 * cannot be read is taken to apply.
 */
function appliesIn({ content }: FoundPolicy, region: string): boolean {
  try {
    const { guardduty = {} } = JSON.parse(content) as { guardduty?: Record<string, unknown> };
    const blocks = Object.keys(guardduty);
    return blocks.length === 0 || blocks.includes("default") || blocks.includes(region);
  } catch {
    return true;
  }
}

function policyGap({ id, name, targets }: FoundPolicy): OwnGap {
  const found = `attached to ${[...targets].sort().join(", ")}`;
  return { plan: FOUNDATION, resource: `${id} ${name}`, wanted: "none", found, reason: "POLICY_DECIDES" };
}
