/** A limit of AWS: what is counted, the most that fits, and the page that says so. */
export interface Limit {
  readonly what: string;
  readonly most: number;
  readonly source: string;
}

const limit = (what: string, most: number, source: string): Limit => ({ what, most, source });

const IAM = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";
const LAMBDA = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html";
const VPC_CONFIG = "https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html";
const EVENTBRIDGE = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html";
const TAGS = "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html";
const SQS = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide";

/** Every limit of AWS that a config can reach: AWS refuses what is over one only when it is applied. */
export const LIMITS = {
  tags: limit("tags of a resource", 50, TAGS),
  tagNameCharacters: limit("characters of a tag's name", 128, TAGS),
  tagValueCharacters: limit("characters of a tag's value", 256, TAGS),
  roleNameCharacters: limit("characters of a role's name", 64, IAM),
  rolePathCharacters: limit(
    "characters of a role's path",
    512,
    "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html",
  ),
  rolePolicyCharacters: limit("characters of all inline policies of a role", 10_240, IAM),
  attachedPolicies: limit("managed policies attached to a role", 10, IAM),
  trustPolicyCharacters: limit("characters of a role's trust policy", 2048, IAM),
  functionNameCharacters: limit(
    "characters of a function's name",
    64,
    "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html",
  ),
  environmentBytes: limit("bytes of a function's environment, as JSON", 4096, LAMBDA),
  functionSubnets: limit("subnets of a function", 16, VPC_CONFIG),
  functionSecurityGroups: limit("security groups of a function", 5, VPC_CONFIG),
  patternCharacters: limit("characters of an event pattern", 2048, EVENTBRIDGE),
  ruleNameCharacters: limit("characters of a rule's name", 64, EVENTBRIDGE),
  busPolicyCharacters: limit("characters of a bus's policy", 10_240, EVENTBRIDGE),
  queueNameCharacters: limit("characters of a queue's name", 80, `${SQS}/quotas-queues.html`),
  queuePolicyBytes: limit("bytes of a queue's policy", 8192, `${SQS}/quotas-policies.html`),
  alarmNameCharacters: limit(
    "characters of an alarm's name",
    255,
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
  ),
  secretNameCharacters: limit(
    "characters of a secret's name",
    512,
    "https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html",
  ),
  logGroupNameCharacters: limit(
    "characters of a log group's name",
    512,
    "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html",
  ),
} as const satisfies Readonly<Record<string, Limit>>;

/** What is over a limit, in words, or nothing. */
export function overLimit({ what, most }: Limit, count: number): string | undefined {
  return count > most ? `${count} ${what}, AWS takes ${most}` : undefined;
}
