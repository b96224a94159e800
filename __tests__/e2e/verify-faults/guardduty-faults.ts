import {
  CreateMembersCommand,
  DeleteMembersCommand,
  DisableOrganizationAdminAccountCommand,
  DisassociateMembersCommand,
  EnableOrganizationAdminAccountCommand,
  GuardDutyClient,
  StartMonitoringMembersCommand,
  StopMonitoringMembersCommand,
  UpdateDetectorCommand,
  UpdateMemberDetectorsCommand,
  UpdateOrganizationConfigurationCommand,
  type AutoEnableMembers,
  type FeatureStatus,
  type UpdateDetectorCommandInput,
} from "@aws-sdk/client-guardduty";
import { acting } from "../../support/deployed/place";
import { EXCLUDED, MEMBER, type BrokenPlace, type Fault } from "./fault";

async function send(
  place: BrokenPlace,
  work: (client: GuardDutyClient) => Promise<unknown>,
  account?: string,
): Promise<void> {
  const client = new GuardDutyClient(acting(place, account));
  await work(client).finally(() => client.destroy());
}

const enrol =
  ({ id, email }: typeof MEMBER) =>
  (place: BrokenPlace) =>
    send(place, (client) =>
      client.send(
        new CreateMembersCommand({
          DetectorId: place.detectorId,
          AccountDetails: [{ AccountId: id, Email: email }],
        }),
      ),
    );
const disassociate =
  ({ id }: typeof MEMBER) =>
  (place: BrokenPlace) =>
    send(place, (client) =>
      client.send(new DisassociateMembersCommand({ DetectorId: place.detectorId, AccountIds: [id] })),
    );
const forget =
  ({ id }: typeof MEMBER) =>
  (place: BrokenPlace) =>
    send(place, (client) =>
      client.send(new DeleteMembersCommand({ DetectorId: place.detectorId, AccountIds: [id] })),
    );

const memberPlan = (Status: FeatureStatus, agent: FeatureStatus) => (place: BrokenPlace) =>
  send(place, (client) =>
    client.send(
      new UpdateMemberDetectorsCommand({
        DetectorId: place.detectorId,
        AccountIds: [MEMBER.id],
        Features: [
          { Name: "S3_DATA_EVENTS", Status },
          {
            Name: "RUNTIME_MONITORING",
            Status: "ENABLED",
            AdditionalConfiguration: [{ Name: "EC2_AGENT_MANAGEMENT", Status: agent }],
          },
        ],
      }),
    ),
  );

const detector = (changes: Omit<UpdateDetectorCommandInput, "DetectorId">) => (place: BrokenPlace) =>
  send(place, (client) =>
    client.send(new UpdateDetectorCommand({ DetectorId: place.detectorId, ...changes })),
  );
const administratorPlan = (Status: FeatureStatus) =>
  detector({ Features: [{ Name: "RDS_LOGIN_EVENTS", Status }] });

const organization = (mode: AutoEnableMembers, plan: "NEW" | "NONE") => (place: BrokenPlace) =>
  send(place, (client) =>
    client.send(
      new UpdateOrganizationConfigurationCommand({
        DetectorId: place.detectorId,
        AutoEnableOrganizationMembers: mode,
        Features: [{ Name: "EKS_AUDIT_LOGS", AutoEnable: plan }],
      }),
    ),
  );

const administrator = "222222222222";

/** Detectors, delegation, the organization's configuration and members. */
export const GUARDDUTY_FAULTS: readonly Fault[] = [
  {
    what: "a member disassociated",
    reason: "DISASSOCIATED",
    names: MEMBER.id,
    break: disassociate(MEMBER),
    mend: enrol(MEMBER),
  },
  {
    what: "a member disassociated and deleted",
    reason: "NOT_ENROLLED",
    names: MEMBER.id,
    break: async (place) => {
      await disassociate(MEMBER)(place);
      await forget(MEMBER)(place);
    },
    mend: enrol(MEMBER),
  },
  {
    what: "a member's GuardDuty suspended",
    reason: "SUSPENDED",
    names: MEMBER.id,
    break: (place) =>
      send(place, (client) =>
        client.send(
          new StopMonitoringMembersCommand({ DetectorId: place.detectorId, AccountIds: [MEMBER.id] }),
        ),
      ),
    mend: (place) =>
      send(place, (client) =>
        client.send(
          new StartMonitoringMembersCommand({ DetectorId: place.detectorId, AccountIds: [MEMBER.id] }),
        ),
      ),
  },
  {
    what: "a protection plan switched off in a member",
    reason: "FEATURE_OFF",
    names: "S3_DATA_EVENTS",
    break: memberPlan("DISABLED", "ENABLED"),
    mend: memberPlan("ENABLED", "ENABLED"),
  },
  {
    what: "an agent setting switched off in a member",
    reason: "FEATURE_OFF",
    names: "EC2_AGENT_MANAGEMENT",
    break: memberPlan("ENABLED", "DISABLED"),
    mend: memberPlan("ENABLED", "ENABLED"),
  },
  {
    what: "an excluded account enrolled",
    reason: "EXCLUDED_BUT_ENROLLED",
    names: EXCLUDED.id,
    break: enrol(EXCLUDED),
    mend: async (place) => {
      await disassociate(EXCLUDED)(place);
      await forget(EXCLUDED)(place);
    },
  },
  {
    what: "a protection plan switched off in the administrator",
    reason: "FEATURE_OFF",
    names: "RDS_LOGIN_EVENTS",
    break: administratorPlan("DISABLED"),
    mend: administratorPlan("ENABLED"),
  },
  {
    what: "the administrator's detector suspended",
    reason: "DETECTOR_SUSPENDED",
    names: administrator,
    break: detector({ Enable: false }),
    mend: detector({ Enable: true }),
  },
  {
    what: "updates of findings published every six hours",
    reason: "FREQUENCY_DIFFERS",
    names: administrator,
    break: detector({ FindingPublishingFrequency: "SIX_HOURS" }),
    mend: detector({ FindingPublishingFrequency: "FIFTEEN_MINUTES" }),
  },
  {
    what: "new accounts no longer enrolled",
    reason: "ORGANIZATION_CONFIGURATION_DIFFERS",
    names: "GUARDDUTY",
    break: organization("NONE", "NEW"),
    mend: organization("NEW", "NEW"),
  },
  {
    what: "a protection plan no longer given to new accounts",
    reason: "ORGANIZATION_CONFIGURATION_DIFFERS",
    names: "EKS_AUDIT_LOGS",
    break: organization("NEW", "NONE"),
    mend: organization("NEW", "NEW"),
  },
  {
    what: "the delegation taken back",
    reason: "NOT_DELEGATED",
    names: administrator,
    break: (place) => {
      const { managementAccountId, administratorAccountId } = place.organization;
      const command = new DisableOrganizationAdminAccountCommand({ AdminAccountId: administratorAccountId });
      return send(place, (client) => client.send(command), managementAccountId);
    },
  },
  {
    what: "the delegation given to another account, in China",
    reason: "WRONG_ADMINISTRATOR",
    names: "666666666666",
    region: "cn-north-1",
    break: async (place) => {
      const { managementAccountId, administratorAccountId } = place.organization;
      const other = place.snapshot.accounts.find(
        ({ id, state }) => state === "ACTIVE" && id !== managementAccountId && id !== administratorAccountId,
      );
      const ours = new DisableOrganizationAdminAccountCommand({ AdminAccountId: administratorAccountId });
      await send(place, (client) => client.send(ours), managementAccountId);
      const theirs = new EnableOrganizationAdminAccountCommand({ AdminAccountId: other!.id });
      await send(place, (client) => client.send(theirs), managementAccountId);
    },
  },
];
