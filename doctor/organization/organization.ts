import { UNREAD } from "../../aws-clients/attempts";
import type { OrganizationConfig } from "../../config/config";
import type { Snapshot } from "../../organization/snapshot";
import { blocker, fine, warning, type Finding } from "../line";
import type { OrganizationReading } from "../read/organization";

/** The organization that the credentials see, against the config and its snapshot. */
export function judgeOrganization(
  config: OrganizationConfig,
  reading: OrganizationReading,
  snapshot?: Snapshot,
): Finding[] {
  const found = [
    ...identity(config, reading, snapshot),
    ...administratorAccount(config, reading),
    ...(snapshot ? age(config, reading, snapshot) : []),
  ];
  if (found.length > 0 || reading.described === UNREAD || reading.accounts === UNREAD) return found;
  const compared = snapshot ? ", as the snapshot has it" : "";
  return [fine("organization", `${reading.described.id}, ${reading.accounts.length} accounts${compared}`)];
}

function identity(
  config: OrganizationConfig,
  { described }: OrganizationReading,
  snapshot?: Snapshot,
): Finding[] {
  if (described === UNREAD) return [];
  const { id, managementAccountId, featureSet } = described;
  const findings: Finding[] = [];
  if (managementAccountId !== config.managementAccountId)
    findings.push(
      blocker(
        "organization",
        "the organization has another management account",
        `${managementAccountId} manages ${id}, the config names ${config.managementAccountId}`,
        "correct managementAccountId, or sign in to the other organization",
      ),
    );
  if (featureSet === "CONSOLIDATED_BILLING")
    findings.push(
      blocker(
        "organization",
        "the organization has only consolidated billing: no service can be trusted in it",
        `${id} has the feature set ${featureSet}`,
        "aws organizations enable-all-features",
      ),
    );
  if (snapshot && snapshot.organizationId !== id)
    findings.push(
      blocker(
        "organization",
        "the snapshot is another organization's",
        `${snapshot.organizationId} in the snapshot, ${id} in AWS`,
        "./orgduty discover",
      ),
    );
  return findings;
}

function administratorAccount(config: OrganizationConfig, { accounts }: OrganizationReading): Finding[] {
  if (accounts === UNREAD) return [];
  const { administratorAccountId: id } = config;
  const found = accounts.find((account) => account.id === id);
  if (found?.state === "ACTIVE") return [];
  const what = found
    ? "the account that the config names as administrator is not active"
    : "the account that the config names as administrator is not in the organization";
  const evidence = found
    ? `${id} (${found.name}) is ${found.state}`
    : `none of ${accounts.length} accounts is ${id}`;
  return [{ ...blocker("organization", what, evidence, "correct administratorAccountId"), account: id }];
}

/** What changed since the snapshot was taken, and changes what apply does. */
function age(config: OrganizationConfig, { accounts }: OrganizationReading, snapshot: Snapshot): Finding[] {
  if (accounts === UNREAD) return [];
  const then = new Map(snapshot.accounts.map(({ id, state }) => [id, state]));
  const now = new Map(accounts.map(({ id, state }) => [id, state]));
  const { exclude } = config.enrolment;
  const came = accounts.filter(
    ({ id, state }) => state === "ACTIVE" && then.get(id) !== "ACTIVE" && !(id in exclude),
  );
  const left = snapshot.accounts.filter(({ id, state }) => state === "ACTIVE" && now.get(id) !== "ACTIVE");
  const fix = "./orgduty discover";
  return [
    ...(came.length === 0
      ? []
      : [
          warning(
            "organization",
            "accounts are active that the snapshot does not have so: no plan enrols them",
            listed(came),
            fix,
          ),
        ]),
    ...(left.length === 0
      ? []
      : [
          blocker(
            "organization",
            "accounts of the snapshot are not active any more: apply would fail to enrol them",
            listed(left.map(({ id, name }) => ({ id, name, state: now.get(id) ?? "gone" }))),
            fix,
          ),
        ]),
  ];
}

const MOST_LISTED = 10;

function listed(accounts: readonly { id: string; name: string; state: string }[]): string {
  const shown = accounts.slice(0, MOST_LISTED).map(({ id, name, state }) => `${id} (${name}) ${state}`);
  const more = accounts.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(", ");
}
