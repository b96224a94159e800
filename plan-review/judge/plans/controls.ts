import { regionViews } from "../region-view";
import { isOffered, type FeatureName, type RuntimeAgentName } from "../../../aws/features";
import { objectOf } from "../../read/json";
import type { PlannedResource } from "../../read/plan-model";
import { featureCell, type PlanState } from "./protection-plan-matrix";
import { reachGaps } from "../coverage/reach-gaps";
import { resourcesOf, type ReviewContext } from "../rule";

/** The status of a control once the plans are applied. */
export type ControlStatus = "met" | "in part" | "not met" | "not applicable";

/** A Security Hub control for GuardDuty, judged by the plans. */
export interface ControlReport {
  readonly id: string;
  readonly title: string;
  /** Standards and requirements that AWS maps the control to. */
  readonly requirements: readonly string[];
  readonly status: ControlStatus;
  /** Why it has this status, or why it does not apply. */
  readonly reason: string;
  /** Resource addresses, each with the number of stacks that hold it. */
  readonly evidence: readonly string[];
}

type Judgement = Pick<ControlReport, "status" | "reason" | "evidence">;

interface Control {
  readonly number: number;
  readonly title: string;
  judge(context: ReviewContext): Judgement;
}

/** Controls that AWS maps to a standard, by number. Source: https://docs.aws.amazon.com/securityhub/latest/userguide/guardduty-controls.html */
const FSBP: readonly number[] = [1, 5, 6, 7, 8, 9, 10, 11, 12, 13];
const PCI_DSS: readonly number[] = [1, 6, 7, 9, 10];
const NIST_800_53 =
  "NIST 800-53 r5 AC-2(12), AU-6(1), AU-6(5), CA-7, CM-8(3), RA-3(4), SA-11(1), SA-11(6), SA-15(2), SA-15(8), SA-8(19), " +
  "SA-8(21), SA-8(25), SC-5, SC-5(1), SC-5(3), SI-20, SI-3(8), SI-4, SI-4(1), SI-4(13), SI-4(2), SI-4(22), SI-4(25), SI-4(4), SI-4(5)";

const CONTROLS: readonly Control[] = [
  { number: 1, title: "GuardDuty should be enabled", judge: detectorsAreOn },
  { number: 2, title: "GuardDuty filters should be tagged", judge: tagged("aws_guardduty_filter") },
  { number: 3, title: "GuardDuty IPSets should be tagged", judge: tagged("aws_guardduty_ipset") },
  { number: 4, title: "GuardDuty detectors should be tagged", judge: tagged("aws_guardduty_detector") },
  {
    number: 5,
    title: "GuardDuty EKS Audit Log Monitoring should be enabled",
    judge: running("EKS_AUDIT_LOGS"),
  },
  {
    number: 6,
    title: "GuardDuty Lambda Protection should be enabled",
    judge: running("LAMBDA_NETWORK_LOGS"),
  },
  {
    number: 7,
    title: "GuardDuty EKS Runtime Monitoring should be enabled",
    judge: running("RUNTIME_MONITORING", "EKS_ADDON_MANAGEMENT"),
  },
  {
    number: 8,
    title: "GuardDuty Malware Protection for EC2 should be enabled",
    judge: running("EBS_MALWARE_PROTECTION"),
  },
  { number: 9, title: "GuardDuty RDS Protection should be enabled", judge: running("RDS_LOGIN_EVENTS") },
  { number: 10, title: "GuardDuty S3 Protection should be enabled", judge: running("S3_DATA_EVENTS") },
  {
    number: 11,
    title: "GuardDuty Runtime Monitoring should be enabled",
    judge: running("RUNTIME_MONITORING"),
  },
  {
    number: 12,
    title: "GuardDuty ECS Runtime Monitoring should be enabled",
    judge: running("RUNTIME_MONITORING", "ECS_FARGATE_AGENT_MANAGEMENT"),
  },
  {
    number: 13,
    title: "GuardDuty EC2 Runtime Monitoring should be enabled",
    judge: running("RUNTIME_MONITORING", "EC2_AGENT_MANAGEMENT"),
  },
];

/** Every control, with evidence from the plans. */
export function controlReports(context: ReviewContext): ControlReport[] {
  return CONTROLS.map(({ number, title, judge }) => ({
    id: `GuardDuty.${number}`,
    title,
    requirements: requirementsOf(number),
    ...judge(context),
  }));
}

function requirementsOf(number: number): string[] {
  return [
    ...(FSBP.includes(number) ? ["AWS FSBP"] : []),
    ...(PCI_DSS.includes(number) ? ["PCI DSS 4.0.1 11.5.1"] : []),
    ...(number === 1 ? [NIST_800_53] : []),
  ];
}

function detectorsAreOn(context: ReviewContext): Judgement {
  const on = resourcesOf(context, "aws_guardduty_detector").filter(({ after }) => after?.enable === true);
  const dark = regionViews(context).filter(({ stack }) => !on.some((detector) => detector.stack === stack));
  const evidence = addresses(on);
  if (on.length === 0) return { status: "not met", reason: "no detector is on", evidence };
  const lacks = [
    ...(dark.length > 0 ? [`none in ${dark.map(({ region }) => region).join(", ")}`] : []),
    ...reachGaps(context),
  ];
  return lacks.length === 0
    ? { status: "met", reason: "on for every active account in every supported region", evidence }
    : { status: "in part", reason: lacks.join("; "), evidence };
}

function tagged(type: string) {
  return (context: ReviewContext): Judgement => {
    const resources = resourcesOf(context, type);
    if (resources.length === 0)
      return { status: "not applicable", reason: `the plans hold no ${type}`, evidence: [] };
    const bare = resources.filter(({ after }) => Object.keys(objectOf(after?.tags_all)).length === 0);
    if (bare.length === 0)
      return { status: "met", reason: "every one has tags", evidence: addresses(resources) };
    return {
      status: "not met",
      reason: `${bare.length} of ${resources.length} have no tag`,
      evidence: addresses(bare),
    };
  };
}

/**
 * A protection plan is met if every active account gets it. It is met in part if only some accounts do, or only those
 * that join from now on.
 */
function running(feature: FeatureName, agent?: RuntimeAgentName) {
  return (context: ReviewContext): Judgement => {
    const cells = regionViews(context)
      .map((view) => ({ region: view.region, ...featureCell(view, feature, agent) }))
      .filter(({ state }) => state !== "unsupported");
    if (cells.length === 0)
      return { status: "not applicable", reason: "no planned region offers it", evidence: [] };
    const evidence = [...new Set(cells.map(({ address }) => address).filter((address) => address !== ""))];
    const inState = (...states: PlanState[]) => cells.filter(({ state }) => states.includes(state));
    const off = inState("NONE", "undeclared");
    if (off.length === cells.length) return { status: "not met", reason: "off everywhere", evidence };
    const lacks = [
      ...(off.length > 0 ? [`off in ${off.map(({ region }) => region).join(", ")}`] : []),
      ...(inState("NEW").length > 0 ? ["NEW: accounts enrolled from now on, not those already there"] : []),
      ...inState("by account").map(({ region, address: apart }) => `${apart} in ${region}`),
      ...reachGaps(context, (region) => isOffered(feature, region)),
    ];
    return lacks.length === 0
      ? { status: "met", reason: "ALL accounts in every supported region", evidence }
      : { status: "in part", reason: lacks.join("; "), evidence };
  };
}

function addresses(resources: readonly PlannedResource[]): string[] {
  const stacks = new Map<string, number>();
  for (const { address } of resources) stacks.set(address, (stacks.get(address) ?? 0) + 1);
  return [...stacks].map(([address, count]) => (count === 1 ? address : `${address} (${count} regions)`));
}
