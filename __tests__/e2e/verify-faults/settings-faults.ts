import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  DeletePolicyCommand,
  DetachPolicyCommand,
  DisableAWSServiceAccessCommand,
  EnableAWSServiceAccessCommand,
  ListPoliciesCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { acting } from "../../support/deployed/place";
import { MEMBER, type BrokenPlace, type Fault } from "./fault";

const MALWARE = "malware-protection.guardduty.amazonaws.com";
const FEATURES = { s3_data_events: { enabled: { "@@assign": false } } };

async function management<Result>(
  place: BrokenPlace,
  work: (client: OrganizationsClient) => Promise<Result>,
): Promise<Result> {
  const client = new OrganizationsClient(acting(place, place.organization.managementAccountId));
  return work(client).finally(() => client.destroy());
}

const trust = (Command: typeof EnableAWSServiceAccessCommand | typeof DisableAWSServiceAccessCommand) => {
  return (ServicePrincipal: string) => (place: BrokenPlace) =>
    management(place, (client) => client.send(new Command({ ServicePrincipal })));
};

const attached = (blocks: object) => (place: BrokenPlace) =>
  management(place, async (client) => {
    const { Policy } = await client.send(
      new CreatePolicyCommand({
        ...{ Name: "quiet", Description: "", Type: "GUARDDUTY_POLICY" },
        Content: JSON.stringify({ guardduty: blocks }),
      }),
    );
    const PolicyId = Policy?.PolicySummary?.Id;
    await client.send(new AttachPolicyCommand({ PolicyId, TargetId: MEMBER.id }));
  });

const detached = (place: BrokenPlace) =>
  management(place, async (client) => {
    const { Policies = [] } = await client.send(new ListPoliciesCommand({ Filter: "GUARDDUTY_POLICY" }));
    for (const { Id: PolicyId } of Policies) {
      await client.send(new DetachPolicyCommand({ PolicyId, TargetId: MEMBER.id }));
      await client.send(new DeletePolicyCommand({ PolicyId }));
    }
  });

/** What was changed in Organizations, beside the accounts. */
export const SETTINGS_FAULTS: readonly Fault[] = [
  {
    what: "trusted access of EBS malware protection taken away",
    reason: "TRUSTED_ACCESS_MISSING",
    names: "EBS_MALWARE_PROTECTION",
    break: trust(DisableAWSServiceAccessCommand)(MALWARE),
    mend: trust(EnableAWSServiceAccessCommand)(MALWARE),
  },
  {
    what: "trusted access of GuardDuty taken away",
    reason: "TRUSTED_ACCESS_MISSING",
    names: "guardduty.amazonaws.com",
    break: trust(DisableAWSServiceAccessCommand)("guardduty.amazonaws.com"),
    mend: trust(EnableAWSServiceAccessCommand)("guardduty.amazonaws.com"),
  },
  {
    what: "an organization policy that switches a plan off in every region, attached to a member",
    reason: "POLICY_DECIDES",
    names: "quiet",
    break: attached({ default: FEATURES }),
    mend: detached,
  },
];
