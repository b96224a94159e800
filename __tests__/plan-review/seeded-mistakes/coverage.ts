import { after, changeOf, destroy, providerRegion, remove, replace } from "../edit-plan";
import type { World } from "../case-world";
import type { SeededMistake } from "./mistake";

const FIRST = { base: "first-day" } as const;

/** Who is covered, by whom, and what goes away. */
export const COVERAGE_MISTAKES: readonly SeededMistake[] = [
  {
    ...FIRST,
    what: "the administrator's provider configuration of a region works in another region",
    seed: (world) => providerRegion(world.plans["us-east-1"]!, "aws.administrator", "eu-west-3"),
    rule: "OD-007",
    also: ["OD-006", "OD-012", "OD-024", "OD-063", "OD-064", "OD-065"],
  },
  {
    ...FIRST,
    what: "one member is left out of a region",
    seed: (world) => remove(world, "us-east-2", "aws_guardduty_member", "012345678901"),
    rule: "OD-007",
  },
  {
    ...FIRST,
    what: "the management account is left out of a region's members",
    seed: (world) => remove(world, "us-east-1", "aws_guardduty_member", "111111111111"),
    rule: "OD-007",
  },
  {
    ...FIRST,
    what: "a member is destroyed while its account is active",
    seed: (world) => destroy(world, "us-east-1", "aws_guardduty_member", "100000000001"),
    rule: "OD-007",
  },
  {
    ...FIRST,
    what: "a member is only forgotten, so Terraform no longer keeps it enrolled",
    seed: (world) => destroy(world, "us-east-1", "aws_guardduty_member", "100000000001", "forget"),
    rule: "OD-007",
    also: ["OD-010"],
  },
  {
    ...FIRST,
    what: "a member is replaced because its e-mail changed",
    seed: (world) => replace(world, "us-east-1", "aws_guardduty_member", "100000000001", "email"),
    rule: "OD-002",
  },
  {
    ...FIRST,
    what: "a member is invited",
    seed: (world) => void (after(world, "us-east-1", "aws_guardduty_member", "100000000001").invite = true),
    rule: "OD-002",
  },
  {
    ...FIRST,
    what: "invite of an enrolled member changes to null, which disassociates it",
    seed: (world) => {
      const { change } = changeOf(world, "us-east-1", "aws_guardduty_member", "100000000001");
      Object.assign(change, { actions: ["update"], before: { ...change.after, invite: true } });
    },
    rule: "OD-002",
  },
  {
    ...FIRST,
    what: "an excluded account is enrolled all the same",
    seed: (world) => {
      const { exclude } = world.project.config.organizations.aws!.enrolment;
      exclude["100000000001"] = { reason: "quiet", owner: "someone", until: "2027-01-01" };
    },
    rule: "OD-010",
  },
  {
    ...FIRST,
    what: "an account outside the organization is enrolled",
    seed: (world) => {
      const { accounts } = world.project.snapshots.aws!;
      world.project.snapshots.aws!.accounts = accounts.filter(({ id }) => id !== "100000000001");
    },
    rule: "OD-010",
  },
  {
    ...FIRST,
    what: "a suspended account is enrolled",
    seed: (world) => {
      world.project.snapshots.aws!.accounts.find(({ id }) => id === "100000000001")!.state =
        "PENDING_CLOSURE";
    },
    rule: "OD-010",
  },
  {
    ...FIRST,
    what: "the administrator's detector is off",
    seed: (world) =>
      void (after(world, "us-east-1", "aws_guardduty_detector", "administrator").enable = false),
    rule: "OD-006",
    also: ["OD-007"],
  },
  {
    ...FIRST,
    what: "the administrator's detector is missing",
    seed: (world) => remove(world, "us-east-1", "aws_guardduty_detector", "administrator"),
    rule: "OD-006",
    also: ["OD-007"],
  },
  {
    ...FIRST,
    what: "nobody is delegated in a region",
    seed: (world) => remove(world, "cn-north-1", "aws_guardduty_organization_admin_account"),
    rule: "OD-006",
    also: ["OD-007"],
  },
  {
    ...FIRST,
    what: "the organization is not configured in a region",
    seed: (world) => remove(world, "us-east-2", "aws_guardduty_organization_configuration"),
    rule: "OD-006",
  },
  {
    ...FIRST,
    what: "another administrator in one region",
    seed: (world) => {
      after(world, "us-east-2", "aws_guardduty_organization_admin_account").admin_account_id = "100000000001";
    },
    rule: "OD-008",
    also: ["OD-007"],
  },
  {
    ...FIRST,
    what: "the management account has no detector",
    seed: (world) => remove(world, "us-east-1", "aws_guardduty_detector", "management"),
    rule: "OD-009",
  },
  {
    ...FIRST,
    what: "accounts that join later get nothing",
    seed: (world) => {
      after(world, "us-east-1", "aws_guardduty_organization_configuration").auto_enable_organization_members =
        "NONE";
    },
    rule: "OD-011",
  },
  {
    ...FIRST,
    what: "what accounts that join later get is said in the provider's old way",
    seed: (world) => {
      const configuration = after(world, "us-east-1", "aws_guardduty_organization_configuration");
      delete configuration.auto_enable_organization_members;
      configuration.auto_enable = true;
    },
    rule: "OD-011",
  },
  {
    ...FIRST,
    what: "the account that is delegated is known only after apply",
    seed: (world) =>
      void delete after(world, "us-east-2", "aws_guardduty_organization_admin_account").admin_account_id,
    rule: "OD-008",
    also: ["OD-007"],
  },
  {
    ...FIRST,
    what: "a detector is replaced",
    seed: (world) => replace(world, "us-east-1", "aws_guardduty_detector", "management", "enable"),
    rule: "OD-001",
  },
  {
    ...FIRST,
    what: "a queue that holds findings is destroyed",
    seed: (world) => destroy(world, "us-east-1", "aws_sqs_queue", "finding-delivery_dead-letter-queue"),
    rule: "OD-001",
    also: ["OD-064"],
  },
  {
    ...FIRST,
    what: "the delegation is replaced",
    seed: (world) =>
      replace(world, "us-east-1", "aws_guardduty_organization_admin_account", "", "admin_account_id"),
    rule: "OD-001",
  },
  {
    ...FIRST,
    what: "the organization configuration is only forgotten",
    seed: (world) => destroy(world, "us-east-1", "aws_guardduty_organization_configuration", "", "forget"),
    rule: "OD-001",
    also: ["OD-006"],
  },
  {
    ...FIRST,
    what: "a region is not planned",
    seed: (world) => {
      world.manifest.stacks = world.manifest.stacks.filter(({ name }) => name !== "us-east-2");
    },
    rule: "OD-004",
  },
  {
    ...FIRST,
    what: "a region is left out of the config without a word",
    seed: (world) => void delete world.project.config.excludedRegions["eu-west-1"],
    rule: "OD-005",
  },
  {
    ...FIRST,
    what: "a region has left the config, its plan has not",
    seed: (world) => {
      const { config } = world.project;
      config.regions = config.regions.filter((region) => region !== "us-east-2");
      config.excludedRegions["us-east-2"] = { reason: "gone", owner: "someone", until: "2027-01-01" };
    },
    rule: "OD-041",
  },
  {
    ...FIRST,
    what: "an organization has left the config, its plans have not",
    seed: (world) => {
      const { config } = world.project;
      delete config.organizations["aws-cn"];
      config.regions = config.regions.filter((region) => region !== "cn-north-1");
    },
    rule: "OD-041",
  },
  {
    ...FIRST,
    what: "a region has left the config, its state has not",
    seed: (world) => void world.states.push("us-east-1", "eu-west-3"),
    rule: "OD-041",
  },
  {
    ...FIRST,
    what: "the snapshot is one that was read in 2019",
    seed: ({ project }) => {
      project.snapshots.aws!.readAt = "2019-05-01T08:00:00Z";
    },
    rule: "OD-061",
  },
  {
    ...FIRST,
    what: "the snapshot claims to be of next year",
    seed: ({ project }) => {
      project.snapshots.aws!.readAt = "2027-05-01T08:00:00Z";
    },
    rule: "OD-061",
  },
  {
    ...FIRST,
    what: "the snapshot is of another organization than the one that was committed",
    seed: (world) => before(world, (snapshot) => (snapshot.organizationId = "o-other12345")),
    rule: "OD-062",
  },
  {
    ...FIRST,
    what: "three accounts were taken out of the snapshot by hand",
    seed: (world) => before(world, (snapshot) => snapshot.accounts.push(...extra(snapshot, "ACTIVE"))),
    rule: "OD-062",
  },
  {
    ...FIRST,
    what: "three accounts were set to suspended in the snapshot by hand",
    seed: (world) => {
      before(world, (snapshot) => snapshot.accounts.push(...extra(snapshot, "ACTIVE")));
      const { accounts } = world.project.snapshots.aws!;
      accounts.push(...extra(world.project.snapshots.aws!, "SUSPENDED"));
    },
    rule: "OD-062",
  },
];

type MutableSnapshot = NonNullable<World["project"]["snapshots"]["aws"]>;

/** Says what the repository had before: the snapshot of today, changed. */
function before(world: World, change: (snapshot: MutableSnapshot) => void): void {
  const snapshot = structuredClone(world.project.snapshots.aws!);
  change(snapshot);
  world.earlierSnapshots = [{ partition: "aws", commit: "0123456789abcdef0123", snapshot: snapshot }];
}

/** Three more accounts, alike but for their ids. */
function extra({ accounts }: MutableSnapshot, state: "ACTIVE" | "SUSPENDED"): MutableSnapshot["accounts"] {
  return [1, 2, 3].map((n) => ({ ...accounts[0]!, id: `90000000000${n}`, state }));
}
