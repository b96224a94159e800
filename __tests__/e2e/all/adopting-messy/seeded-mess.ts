import type { DoctorDocument } from "../../../../doctor/report/document";

/** The kinds of doctor's lines that are not fine, and `fine`. */
type Line = "blocker" | "warning" | "unchecked" | "fine";

/** A line of doctor that stands for something seeded. */
export interface Said {
  readonly line: Line;
  readonly check: string;
  readonly region?: string;
  readonly account?: string;
  readonly what: string;
  /** Evidence, or the reason why it was not checked. */
  readonly evidence: string;
  readonly fix: string;
}

/** Something that examples/messy/seed.yaml has, and the line of doctor that names it. */
export interface SeededMess {
  readonly what: string;
  readonly line: Line;
  readonly check: string;
  readonly region?: string;
  /** What the line's text or evidence has to hold. */
  readonly names: RegExp;
}

/** Every problem of the seed, in the order of its file. */
export const SEEDED_MESS: readonly SeededMess[] = [
  {
    what: "a policy of the type GUARDDUTY_POLICY manages a plan of an account",
    ...{ line: "warning", check: "guardduty-policies", names: /guardduty-baseline/ },
  },
  {
    what: "detectors of both accounts on already",
    ...{ line: "fine", check: "detectors", region: "us-east-1", names: /the next plan imports it/ },
  },
  {
    what: "a trusted IP list",
    ...{ line: "warning", check: "settings", region: "us-east-1", names: /"offices"/ },
  },
  {
    what: "a SIEM's own rule that takes the findings",
    ...{ line: "warning", check: "forwarders", region: "us-east-1", names: /siem-forwarder/ },
  },
  {
    what: "enrolment and two plans on ALL, more than the config says",
    ...{ line: "warning", check: "settings", region: "us-east-1", names: /GUARDDUTY: ALL becomes NEW/ },
  },
  {
    what: "a closed account that ALL keeps a member",
    ...{ line: "warning", check: "members", region: "us-east-1", names: /666666666666/ },
  },
  {
    what: "GuardDuty switched on by hand in the security account alone",
    ...{ line: "fine", check: "detectors", region: "us-east-2", names: /administrator's.*next plan imports/ },
  },
  {
    what: "half of the plans off there",
    ...{ line: "fine", check: "settings", region: "us-east-2", names: /S3_DATA_EVENTS, RDS_LOGIN_EVENTS/ },
  },
  {
    what: "a filter that archives",
    ...{ line: "warning", check: "settings", region: "us-east-2", names: /archive.*"noisy-scanner"/ },
  },
  {
    what: "filters whose ranks have a gap",
    ...{ line: "warning", check: "settings", region: "us-east-2", names: /"noisy-scanner" 1, "pentest" 4/ },
  },
  {
    what: "EKS_RUNTIME_MONITORING beside RUNTIME_MONITORING",
    ...{ line: "warning", check: "settings", region: "eu-west-1", names: /EKS_RUNTIME_MONITORING is NEW/ },
  },
  {
    what: "a member that was removed",
    ...{ line: "warning", check: "members", region: "eu-west-1", names: /444444444444.* is Removed/ },
  },
  {
    what: "a member that is suspended",
    ...{ line: "warning", check: "members", region: "eu-west-1", names: /555555555555.* is Disabled/ },
  },
  {
    what: "a closed account that is still associated",
    ...{ line: "warning", check: "members", region: "eu-west-1", names: /666666666666/ },
  },
  {
    what: "an account that left the organization",
    ...{ line: "warning", check: "members", region: "eu-west-1", names: /999999999999/ },
  },
  {
    what: "another administrator in one region",
    ...{ line: "blocker", check: "administrator", region: "eu-central-1", names: /333333333333/ },
  },
  {
    what: "a region that is denied to the management account",
    ...{ line: "unchecked", check: "regions", region: "eu-west-2", names: /arn:aws:iam::111111111111/ },
  },
  {
    what: "a region that is denied to the administrator",
    ...{ line: "unchecked", check: "regions", region: "eu-west-2", names: /arn:aws:iam::222222222222/ },
  },
  {
    what: "a relay that does not exist (in the example's config)",
    ...{ line: "warning", check: "relay", names: /does not answer/ },
  },
];

/** Whether a line is what doctor has to say of something seeded. */
export function isOf({ line, check, region, names }: SeededMess, said: Said): boolean {
  return (
    said.line === line &&
    said.check === check &&
    said.region === region &&
    names.test(`${said.what} ${said.evidence}`)
  );
}

/** What doctor said, but for what nobody could check from here. */
export function saidBy({ problems, unchecked, fine }: DoctorDocument): Said[] {
  return [
    ...problems.map(({ severity: line, ...rest }) => ({ ...rest, line })),
    ...unchecked
      .filter(({ isOutOfReach }) => !isOutOfReach)
      .map(({ reason: evidence, ...rest }) => ({ ...rest, evidence, line: "unchecked" as const })),
    ...fine.map((one) => ({ ...one, fix: "", line: "fine" as const })),
  ];
}
