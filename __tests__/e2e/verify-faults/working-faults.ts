import {
  CreateMalwareProtectionPlanCommand,
  DeleteMalwareProtectionPlanCommand,
  GuardDutyClient,
  ListMalwareProtectionPlansCommand,
} from "@aws-sdk/client-guardduty";
import { acting } from "../../support/deployed/place";
import { MEMBER, type BrokenPlace, type Fault } from "./fault";

const ADMINISTRATOR = "222222222222";

async function workloads({ endpoint, region }: BrokenPlace, accountId: string, found: object): Promise<void> {
  const body = JSON.stringify({ accountId, region, ...found });
  const answer = await fetch(`${endpoint}/_local/workloads`, { method: "POST", body });
  expect(answer.status).toBe(200);
}

const agent = (type: string, id: string, issue?: string, accountId = MEMBER.id) => ({
  break: (place: BrokenPlace) =>
    workloads(place, accountId, {
      agents: [
        { id: "i-healthy", type: "EC2" },
        { id, type, issue },
      ],
    }),
  mend: (place: BrokenPlace) => workloads(place, accountId, { agents: [] }),
});

const malwarePlan = (status: string, message: string) => ({
  break: async (place: BrokenPlace) => {
    const client = new GuardDutyClient(acting(place));
    const command = new CreateMalwareProtectionPlanCommand({
      Role: `arn:aws:iam::${ADMINISTRATOR}:role/malware-scan`,
      ProtectedResource: { S3Bucket: { BucketName: "uploads" } },
    });
    await client.send(command);
    client.destroy();
    await workloads(place, ADMINISTRATOR, { malwarePlans: { status, reasons: [{ code: "X", message }] } });
  },
  mend: async (place: BrokenPlace) => {
    const client = new GuardDutyClient(acting(place));
    const { MalwareProtectionPlans = [] } = await client.send(new ListMalwareProtectionPlansCommand({}));
    for (const { MalwareProtectionPlanId } of MalwareProtectionPlans)
      await client.send(new DeleteMalwareProtectionPlanCommand({ MalwareProtectionPlanId }));
    client.destroy();
  },
});

/** What is configured as the config wants it, and does not work. */
export const WORKING_FAULTS: readonly Fault[] = [
  {
    what: "an instance of a member whose agent stopped reporting",
    reason: "AGENT_UNHEALTHY",
    names: "EC2_AGENT_MANAGEMENT",
    ...agent("EC2", "i-silent", "No Agent Reporting"),
  },
  {
    what: "an EKS cluster of a member whose add-on could not be made",
    reason: "AGENT_UNHEALTHY",
    names: "EKS_ADDON_MANAGEMENT",
    ...agent("EKS", "payments", "Addon Creation Failed"),
  },
  {
    what: "an ECS cluster of the administrator without the endpoint that its agent needs",
    reason: "AGENT_UNHEALTHY",
    names: "ECS_FARGATE_AGENT_MANAGEMENT",
    ...agent("ECS", "tools", "VPC Endpoint Creation Failed", ADMINISTRATOR),
  },
  {
    what: "a malware protection plan whose role was taken away",
    reason: "MALWARE_PLAN_FAILING",
    names: "MALWARE_PROTECTION_S3",
    ...malwarePlan("ERROR", "Insufficient permissions on the role"),
  },
  {
    what: "a malware protection plan that may not tag what it scanned",
    reason: "MALWARE_PLAN_FAILING",
    names: "MALWARE_PROTECTION_S3",
    ...malwarePlan("WARNING", "Insufficient permissions to tag objects"),
  },
];
