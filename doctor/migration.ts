import type { Partition } from "../aws/partitions";
import type { OrganizationConfig } from "../config/config";
import type { Region } from "../config/regions";

/** A step of a migration, and the commands that take it. */
export interface Step {
  readonly what: string;
  readonly commands: readonly string[];
}

/** How GuardDuty gets from another administrator to the config's. */
export interface Migration {
  readonly partition: Partition;
  /** The account that is administrator now. */
  readonly from: string;
  readonly to: string;
  readonly regions: readonly Region[];
  /** What no step brings back. */
  readonly lost: readonly string[];
  readonly steps: readonly Step[];
}

/**
 * The migration from each other administrator, in the order that GuardDuty takes: the organization's settings to NONE,
 * members off, the delegation taken away in every region, and only then ours.
 */
export function migrationsOf(
  { partition, administratorAccountId: to }: OrganizationConfig,
  others: ReadonlyMap<Region, string>,
): Migration[] {
  return [...new Set(others.values())].map((from) => {
    const regions = [...others].flatMap(([region, account]) => (account === from ? [region] : []));
    return { partition, from, to, regions, lost: lossesOf(from, to), steps: stepsOf(from, to, regions) };
  });
}

function lossesOf(from: string, to: string): string[] {
  return [
    `findings stay with ${from}, which keeps them for 90 days: ${to} sees only what comes later`,
    `filters, trusted and threat lists, publishing destinations and suppressions of ${from} do not move`,
    "members are taken off: GuardDuty stays on in each, and costs, and nobody sees its findings until it is a member again",
  ];
}

const QUOTED = (regions: readonly Region[]) => regions.join(" ");

function stepsOf(from: string, to: string, regions: readonly Region[]): Step[] {
  const each = (command: string) => `for region in ${QUOTED(regions)}; do ${command}; done`;
  const detector =
    "id=$(aws guardduty list-detectors --region $region --query 'DetectorIds[0]' --output text)";
  const members =
    "aws guardduty list-members --region $region --detector-id $id --only-associated false --query 'Members[].AccountId' --output text | xargs -r -n 50";
  const off = (operation: string) =>
    each(
      `${detector}; ${members} aws guardduty ${operation} --region $region --detector-id $id --account-ids`,
    );
  return [
    { what: "see it rehearsed first", commands: rehearsal(from, regions[0]!) },
    {
      what: `as ${from}: keep its findings where you want them (S3, the SIEM), while it still sees all members`,
      commands: [each(`${detector}; aws guardduty list-findings --region $region --detector-id $id`)],
    },
    {
      what: `as ${from}: nobody is enrolled by itself any more`,
      commands: [
        each(
          `${detector}; aws guardduty update-organization-configuration --region $region --detector-id $id --auto-enable-organization-members NONE`,
        ),
      ],
    },
    {
      what: `as ${from}: take the members off, 50 a call`,
      commands: [off("disassociate-members"), off("delete-members")],
    },
    {
      what: "as the management account: take the delegation away, in every region before the next step",
      commands: [
        each(`aws guardduty disable-organization-admin-account --region $region --admin-account-id ${from}`),
      ],
    },
    {
      what: "as the management account, once no region has it: it is no administrator of the organization any more",
      commands: [
        `aws organizations deregister-delegated-administrator --account-id ${from} --service-principal guardduty.amazonaws.com`,
      ],
    },
    {
      what: `delegate ${to}, enrol the members again, and see what is really on`,
      commands: [
        "./orgduty doctor",
        "./orgduty plan",
        "./orgduty review",
        "./orgduty apply",
        "./orgduty verify --wait 30",
      ],
    },
  ];
}

/** The same on the local AWS: there too a second administrator is refused until the first is gone. */
function rehearsal(from: string, region: Region): string[] {
  return [
    "./orgduty local start   # prints its URL",
    `aws guardduty enable-organization-admin-account --endpoint-url URL --region ${region} --admin-account-id ${from}   # with the management account's id as access key`,
    "./orgduty doctor --aws local   # prints this page again; do its steps with --endpoint-url URL",
  ];
}
