import {
  CreateDetectorCommand,
  CreateFilterCommand,
  CreateMembersCommand,
  DisassociateMembersCommand,
  EnableOrganizationAdminAccountCommand,
  GuardDutyClient,
  UpdateDetectorCommand,
  UpdateOrganizationConfigurationCommand,
} from "@aws-sdk/client-guardduty";
import {
  CloseAccountCommand,
  OrganizationsClient,
  RemoveAccountFromOrganizationCommand,
} from "@aws-sdk/client-organizations";
import type { Region } from "../../../config/regions";
import { as, using, type SeededProblem, type World } from "./problem";

const SUSPENDED = "100000000001";
const LEFT = "098765432109";
const REMOVED = "012345678901";

async function detectorIn(world: World, account: string, region: Region): Promise<string> {
  const made = await using(new GuardDutyClient(as(world, account, region)), (client) =>
    client.send(new CreateDetectorCommand({ Enable: true, FindingPublishingFrequency: "SIX_HOURS" })),
  );
  return made.DetectorId!;
}

const administrators = new Map<Region, string>();

/** The region as our own administrator has it, with one detector for both accounts. */
async function delegated(world: World, region: Region): Promise<string> {
  const known = administrators.get(region);
  if (known !== undefined) return known;
  const { managementAccountId, administratorAccountId } = world.organization;
  const id = await detectorIn(world, administratorAccountId, region);
  await detectorIn(world, managementAccountId, region);
  await using(new GuardDutyClient(as(world, managementAccountId, region)), (client) =>
    client.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: administratorAccountId })),
  );
  administrators.set(region, id);
  return id;
}

async function enrol(world: World, region: Region, account: string): Promise<string> {
  const DetectorId = await delegated(world, region);
  const { email } = world.snapshot.accounts.find(({ id }) => id === account)!;
  await using(new GuardDutyClient(as(world, world.organization.administratorAccountId, region)), (client) =>
    client.send(
      new CreateMembersCommand({ DetectorId, AccountDetails: [{ AccountId: account, Email: email }] }),
    ),
  );
  return DetectorId;
}

const asAdministrator = (world: World, region: Region) =>
  new GuardDutyClient(as(world, world.organization.administratorAccountId, region));

const inOrganizations = (world: World) =>
  new OrganizationsClient(as(world, world.organization.managementAccountId, "us-east-1"));

/** GuardDuty that somebody switched on by hand. */
export const GUARDDUTY_PROBLEMS: readonly SeededProblem[] = [
  {
    what: "the management account's GuardDuty switched on by hand",
    check: "detectors",
    outcome: "blocker",
    region: "eu-west-1",
    names:
      /the management account's GuardDuty is on, and neither the state nor the snapshot has it.* detector [0-9a-f]{32}/,
    make: (world) => detectorIn(world, world.organization.managementAccountId, "eu-west-1"),
  },
  {
    what: "the administrator's GuardDuty switched on by hand",
    check: "detectors",
    outcome: "blocker",
    region: "eu-west-2",
    names: /the administrator's GuardDuty is on, and neither the state nor the snapshot has it/,
    make: (world) => detectorIn(world, world.organization.administratorAccountId, "eu-west-2"),
  },
  {
    what: "the management account's GuardDuty suspended",
    check: "detectors",
    outcome: "warning",
    region: "eu-west-1",
    names: /the management account's GuardDuty is suspended/,
    make: (world) =>
      using(
        new GuardDutyClient(as(world, world.organization.managementAccountId, "eu-west-1")),
        async (client) => {
          const { ListDetectorsCommand } = await import("@aws-sdk/client-guardduty");
          const { DetectorIds } = await client.send(new ListDetectorsCommand({}));
          await client.send(new UpdateDetectorCommand({ DetectorId: DetectorIds![0]!, Enable: false }));
        },
      ),
  },
  {
    what: "the older EKS Runtime Monitoring on",
    check: "settings",
    outcome: "warning",
    region: "eu-west-2",
    names: /EKS_RUNTIME_MONITORING is ENABLED/,
    make: (world) =>
      using(asAdministrator(world, "eu-west-2"), async (client) => {
        const { ListDetectorsCommand } = await import("@aws-sdk/client-guardduty");
        const { DetectorIds } = await client.send(new ListDetectorsCommand({}));
        const Features = [{ Name: "EKS_RUNTIME_MONITORING", Status: "ENABLED" } as const];
        await client.send(new UpdateDetectorCommand({ DetectorId: DetectorIds![0]!, Features }));
      }),
  },
  {
    what: "a filter that archives what it matches",
    check: "settings",
    outcome: "warning",
    region: "ca-central-1",
    names: /archive findings.*"hush"/,
    make: async (world) => {
      const DetectorId = await delegated(world, "ca-central-1");
      const FindingCriteria = { Criterion: { severity: { Lt: 4 } } };
      const filter = { DetectorId, Name: "hush", Action: "ARCHIVE" as const, Rank: 1, FindingCriteria };
      await using(asAdministrator(world, "ca-central-1"), (client) =>
        client.send(new CreateFilterCommand(filter)),
      );
    },
  },
  {
    what: "new accounts enrolled by ALL, where the config says NEW",
    check: "settings",
    outcome: "warning",
    region: "sa-east-1",
    names: /GUARDDUTY: ALL becomes NEW/,
    make: async (world) => {
      const DetectorId = await delegated(world, "sa-east-1");
      const command = new UpdateOrganizationConfigurationCommand({
        DetectorId,
        AutoEnableOrganizationMembers: "ALL",
      });
      await using(asAdministrator(world, "sa-east-1"), (client) => client.send(command));
    },
  },
  {
    what: "a member taken off",
    check: "members",
    outcome: "warning",
    region: "us-west-1",
    names: new RegExp(`not enabled.*${REMOVED} \\(Payments Prod\\) is Removed`),
    make: async (world) => {
      const DetectorId = await enrol(world, "us-west-1", REMOVED);
      const command = new DisassociateMembersCommand({ DetectorId, AccountIds: [REMOVED] });
      await using(asAdministrator(world, "us-west-1"), (client) => client.send(command));
    },
  },
  {
    what: "a suspended account that is still a member",
    check: "members",
    outcome: "warning",
    region: "us-west-2",
    names: new RegExp(`suspended account is still associated.*${SUSPENDED}`),
    make: async (world) => {
      await enrol(world, "us-west-2", SUSPENDED);
      await using(inOrganizations(world), (client) =>
        client.send(new CloseAccountCommand({ AccountId: SUSPENDED })),
      );
    },
  },
  {
    what: "a member that left the organization",
    check: "members",
    outcome: "warning",
    region: "us-east-2",
    names: new RegExp(`no account of the organization any more.*${LEFT}`),
    make: async (world) => {
      await enrol(world, "us-east-2", LEFT);
      await using(inOrganizations(world), (client) =>
        client.send(new RemoveAccountFromOrganizationCommand({ AccountId: LEFT })),
      );
    },
  },
];

/** Follow from others: the accounts that left are in the snapshot, and what was delegated by hand is not in the state. */
export const CONSEQUENCES: readonly Omit<SeededProblem, "make" | "what">[] = [
  {
    check: "organization",
    outcome: "blocker",
    names: new RegExp(`not active any more.*${LEFT}.*gone.*${SUSPENDED}.*SUSPENDED`),
  },
  // ALL takes every account in, excluded and suspended ones too.
  {
    check: "members",
    outcome: "warning",
    region: "sa-east-1",
    names: /excludes an account that is a member.*444444444444/,
  },
  {
    check: "members",
    outcome: "warning",
    region: "sa-east-1",
    names: /is SUSPENDED, member AccountSuspended/,
  },
  ...(["ca-central-1", "sa-east-1", "us-west-1", "us-west-2", "us-east-2"] as const).map((region) => ({
    ...({
      check: "detectors",
      outcome: "blocker",
      region,
      names: /GuardDuty is on, and neither the state nor the snapshot has it/,
    } as const),
  })),
];
