import { arn, inRegion, parseArn } from "../../aws/arn";
import { partitionOf } from "../../aws/partitions";
import { WITHOUT_RESOURCE } from "../../aws/policy/without-resource";
import type { Region } from "../../config/regions";
import type { ExpectedResource } from "../../intent/expected-stack";
import { inPolicy, resourceArn } from "../needed/resource-arn";
import { rolesOf } from "../needed/roles";

/** Where a call is made. */
export interface CallPlace {
  readonly region: Region;
  readonly accountId: string;
  /** What the stacks declare in this account and region. */
  readonly here: readonly ExpectedResource[];
  /** Secrets of this account: in each other region there are replicas, or there may be. */
  readonly secrets: readonly ExpectedResource[];
  readonly kmsKeyArn?: string;
}

/** What there is below a detector, by the end of the action's name. */
const BELOW_DETECTOR: Readonly<Record<string, string>> = {
  Filter: "/filter/*",
  IPSet: "/ipset/*",
  ThreatIntelSet: "/threatintelset/*",
  TrustedEntitySet: "/trustedentityset/*",
  ThreatEntitySet: "/threatentityset/*",
  PublishingDestination: "/publishingdestination/*",
};

/** Actions on parts of the organization, whose ids only AWS knows. */
const IN_ORGANIZATION: Readonly<Record<string, string>> = {
  DescribeAccount: "account/o-*/*",
  DescribePolicy: "policy/o-*/*/p-*",
  ListTargetsForPolicy: "policy/o-*/*/p-*",
  ListAccountsForParent: "PARENT",
  ListOrganizationalUnitsForParent: "PARENT",
};

/** The type of what the stacks declare, by service. */
const DECLARED: Readonly<Record<string, string>> = {
  cloudwatch: "aws_cloudwatch_metric_alarm",
  events: "aws_cloudwatch_event_rule",
  iam: "aws_iam_role",
  lambda: "aws_lambda_function",
  logs: "aws_cloudwatch_log_group",
  scheduler: "aws_scheduler_schedule",
  sqs: "aws_sqs_queue",
};

/** What a call of orgduty's own is made on, as a policy writes it. Nothing, if the config has no such thing. */
export function resourcesOfCall(action: string, place: CallPlace): readonly string[] {
  if (WITHOUT_RESOURCE.has(action)) return ["*"];
  const [service = "", name = ""] = action.split(":");
  if (service === "guardduty") return [ofGuardDuty(name, place)];
  if (service === "organizations") return ofOrganization(name, place);
  if (service === "kms") return ofKey(name, place);
  // Rules of others may take findings, too.
  if (action === "events:ListTargetsByRule") return [here(place, "events", "rule/*")];
  const declared = service === "secretsmanager" ? replicasIn(place) : declaredFor(service, name, place);
  const { pathOf } = rolesOf(place.here);
  return declared.map((resource) => inPolicy(resourceArn(action, resource, pathOf)));
}

function declaredFor(service: string, name: string, { here }: CallPlace): readonly ExpectedResource[] {
  const bus = "aws_cloudwatch_event_bus";
  const types = /EventBus/.test(name)
    ? [bus]
    : [DECLARED[service], ...(service === "events" && /Tags/.test(name) ? [bus] : [])];
  return here.filter(({ type }) => types.includes(type));
}

function replicasIn({ secrets, region }: CallPlace): readonly ExpectedResource[] {
  return secrets.map((secret) => ({ ...secret, provider: { ...secret.provider, region } }));
}

function ofGuardDuty(name: string, place: CallPlace): string {
  if (/MalwareProtectionPlan$/.test(name)) return here(place, "guardduty", "malware-protection-plan/*");
  const below = BELOW_DETECTOR[name.replace(/^(Get|Describe)/, "")] ?? "";
  return here(place, "guardduty", `detector/*${below}`);
}

function ofOrganization(name: string, { region, accountId: account }: CallPlace): string[] {
  const shape = IN_ORGANIZATION[name];
  if (shape === undefined) throw new Error(`organizations:${name}: nobody said what it is done to`);
  const shapes = shape === "PARENT" ? ["root/o-*/r-*", "ou/o-*/ou-*"] : [shape];
  return shapes.map((one) =>
    arn({
      ...{ partition: partitionOf(region), service: "organizations", account, resource: one },
    }),
  );
}

/** The policy of a key in another account is not asked for. */
function ofKey(name: string, { kmsKeyArn, region, accountId }: CallPlace): string[] {
  if (kmsKeyArn === undefined) return [];
  const isOwn = parseArn(kmsKeyArn).accountId === accountId;
  return name === "GetKeyPolicy" && !isOwn ? [] : [inRegion(kmsKeyArn, region)];
}

function here({ region, accountId: account }: CallPlace, service: string, resource: string): string {
  return arn({ partition: partitionOf(region), service, region, account, resource });
}
