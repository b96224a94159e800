import { z } from "zod";
import { shown } from "../problems/shown";
import { LIMITS } from "../../aws/limits";
import { kmsKeyArn, topicArn } from "./aws-values";
import { exception } from "./exception";
import { findingType } from "./finding-type";
import { logRelay } from "./log-relay";
import { region } from "./region";
import { listOf, mapOf, section } from "./section";
import { choice, matching, says, whole } from "./text";

/**
 * The retention times that CloudWatch Logs accepts, in days.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
export const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const logRetentionDays = z.literal([...LOG_RETENTION_DAYS], {
  error: ({ input }) =>
    says(`CloudWatch Logs takes no retention of ${shown(input)} days`, retentionFix(input)),
});

function retentionFix(input: unknown): string {
  const longer = LOG_RETENTION_DAYS.find((days) => typeof input === "number" && days > input);
  return longer === undefined
    ? `choose one of ${LOG_RETENTION_DAYS.join(", ")}`
    : `the next one up is ${longer}`;
}

const severity = ({ input }: { input?: unknown }) =>
  says(
    `severity must be a number from 1 to 10, got ${shown(input)}`,
    "medium begins at 4, high at 7, critical at 9",
  );

const vpc = section({
  subnetIds: listOf(
    matching("subnet id", /^subnet-[0-9a-f]{8,17}$/, "subnet-0123456789abcdef0"),
    "[subnet-0123456789abcdef0]",
    { limit: LIMITS.functionSubnets, isSet: true },
  ),
  securityGroupIds: listOf(
    matching("security group id", /^sg-[0-9a-f]{8,17}$/, "sg-0123456789abcdef0"),
    "[sg-0123456789abcdef0]",
    { limit: LIMITS.functionSecurityGroups, isSet: true },
  ),
});

/** What a partition writes instead of an ARN if the top level has one and the partition has none. */
export const NONE = "none";

/** The forwarder, as the file describes it. A partition's own section replaces the top-level one key by key. */
export const forwardingShape = {
  topology: choice(["regional", "hub"]).optional(),
  hub: exception.optional(),
  logRetentionDays: logRetentionDays.optional(),
  minimumSeverity: z
    .number({ error: severity })
    .min(1, { error: severity })
    .max(10, { error: severity })
    .optional(),
  findingTypes: listOf(
    findingType,
    "[UnauthorizedAccess:, Recon:EC2/]; for every type, leave findingTypes out",
    {
      isSet: true,
    },
  ).optional(),
  format: choice(["guardduty", "ocsf", "cef"]).optional(),
  logRelay: logRelay.optional(),
  architecture: choice(["arm64", "x86_64"]).optional(),
  // Lambda's limits: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
  maximumConcurrency: whole("concurrency", [2, 1000], 10).optional(),
  reservedConcurrency: whole("concurrency", [1, 10_000], 20).optional(),
  heartbeatMinutes: whole("interval", [1, 1440], 60).optional(),
  alarmTopicArn: z.union([z.literal(NONE), topicArn]).optional(),
  kmsKeyArn: z.union([z.literal(NONE), kmsKeyArn]).optional(),
  vpc: mapOf(region, vpc, "us-east-1: {subnetIds: [...], securityGroupIds: [...]}").optional(),
};
/** A valid `forwarding:` as in the file. Every key may be missing: a partition's own section may name a single key. */
export type ForwardingSection = z.output<z.ZodObject<typeof forwardingShape>>;
