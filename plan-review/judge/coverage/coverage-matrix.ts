import { regionViews } from "../region-view";
import { partitionOf, type Partition } from "../../../aws/partitions";
import type { AccountExclusion, OrganizationConfig } from "../../../config/config";
import { REGIONS, UNCOVERED_REGIONS } from "../../../config/regions";
import { coverageOf, type Coverage } from "../../../intent/coverage";
import type { Account } from "../../../organization/snapshot";
import { hasExpired } from "../process/exceptions";
import { regionFacts, whatAdministrationLacks, type RegionFacts } from "./region-facts";
import { type ReviewContext } from "../rule";

/** What a cell of the account x region matrix says. */
export type CoverageState =
  | "administrator"
  | "enrolled"
  | "auto-enabled"
  | "excluded"
  | "expired"
  | "suspended"
  | "unsupported"
  | "missing";

/** Whether GuardDuty watches an account in this state. */
export function isOn(state: CoverageState): boolean {
  return state === "administrator" || state === "enrolled" || state === "auto-enabled";
}

/** One account in one region, and the reason for its state, which can be looked up in the plan. */
export interface CoverageCell {
  readonly state: CoverageState;
  /** The address in the plan that puts the account in this state, or why it is not covered. */
  readonly because: string;
}

/** One account in every region of its partition. */
export interface CoverageRow {
  readonly account: Account;
  /** In the order of the matrix's regions. */
  readonly cells: readonly CoverageCell[];
}

/** One organization's accounts against the regions of its partition. Accounts that are not covered come last. */
export interface CoverageMatrix {
  readonly partition: Partition;
  readonly regions: readonly string[];
  readonly rows: readonly CoverageRow[];
}

type CellOf = (account: Account, coverage: Coverage) => CoverageCell;

/** Several rules and controls need the matrices, which have accounts x regions cells, so they are computed once. */
const computed = new WeakMap<ReviewContext, readonly CoverageMatrix[]>();

/** Which account is covered in which region, according to the plans and not to what the config intends. */
export function coverageMatrices(context: ReviewContext): readonly CoverageMatrix[] {
  const matrices = computed.get(context) ?? matricesOf(context);
  computed.set(context, matrices);
  return matrices;
}

function matricesOf(context: ReviewContext): CoverageMatrix[] {
  return Object.values(context.config.organizations).map((organization) => {
    const { partition } = organization;
    const snapshot = context.project.snapshots[partition];
    if (!snapshot) throw new Error(`no snapshot of the ${partition} organization`);
    const supported = REGIONS.filter((region) => partitionOf(region) === partition);
    const regions = [...supported, ...UNCOVERED_REGIONS[partition]];
    const columns = regions.map((region) => cellsOf(context, organization, region));
    const rows = coverageOf(organization, snapshot).map(({ account, coverage }) => ({
      account,
      cells: columns.map((cellOf) => cellOf(account, coverage)),
    }));
    return { partition, regions, rows };
  });
}

/**
 * Returns a function that fills one region's column. Equal cells share one object, because there are accounts x
 * regions cells.
 */
function cellsOf(context: ReviewContext, organization: OrganizationConfig, region: string): CellOf {
  const { config, now } = context;
  const everywhere =
    (cell: CoverageCell): CellOf =>
    () =>
      cell;
  const unplanned = config.excludedRegions[region as keyof typeof config.excludedRegions];
  if (unplanned) return everywhere(excludedCell(unplanned, now));
  if (UNCOVERED_REGIONS[organization.partition].includes(region))
    return everywhere({ state: "unsupported", because: "orgduty does not plan this region" });
  if (!config.regions.some((planned) => planned === region))
    return everywhere({ state: "missing", because: "the config leaves this region out without a reason" });
  const view = regionViews(context).find((candidate) => candidate.region === region);
  if (!view) return everywhere({ state: "missing", because: "this region has no plan" });
  return plannedCells(regionFacts(view), organization, now);
}

function plannedCells(facts: RegionFacts, organization: OrganizationConfig, now: Date): CellOf {
  const lacking = whatAdministrationLacks(facts, organization);
  const exclusions = new Map(
    Object.entries(organization.enrolment.exclude).map(([id, why]) => [id, excludedCell(why, now)]),
  );
  const autoEnables = facts.organizationConfiguration?.after?.auto_enable_organization_members === "ALL";
  const automatic = cell("auto-enabled", facts.organizationConfiguration?.address ?? "");
  const administrator = cell("administrator", facts.administratorDetector?.address ?? "");
  const suspended = cell("suspended", "not ACTIVE in AWS Organizations, so it cannot be enrolled");
  const missing = cell("missing", "no member in the plan, and no auto-enable for ALL accounts");
  const broken = lacking === undefined ? undefined : cell("missing", lacking);
  return (account, coverage) => {
    const address = facts.enrolled.get(account.id);
    if (coverage === "suspended") return suspended;
    if ((coverage === "excluded" || coverage === "left-enrolled") && !address)
      return exclusions.get(account.id) ?? missing;
    if (broken) return broken;
    if (coverage === "administrator") return administrator;
    if (address) return cell("enrolled", address);
    if (autoEnables) return automatic;
    const elsewhere = facts.enrolledElsewhere.get(account.id);
    return elsewhere ? cell("missing", `${elsewhere} is not the administrator's member`) : missing;
  };
}

function cell(state: CoverageState, because: string): CoverageCell {
  return { state, because };
}

function excludedCell({ reason, owner, until, leave }: AccountExclusion, now: Date): CoverageCell {
  const expired = hasExpired(until, now);
  const term = until === undefined ? "no end date" : `${expired ? "expired" : "until"} ${until}`;
  const stays = leave ? "; if it is a member it stays one, on purpose" : "";
  return cell(expired ? "expired" : "excluded", `${reason} (${owner}, ${term})${stays}`);
}
