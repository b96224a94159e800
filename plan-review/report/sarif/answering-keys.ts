import { partitionOf, PARTITIONS } from "../../../aws/partitions";

/** The part of a result that decides which key of the config answers for it. */
export interface Answered {
  readonly ruleId: string;
  readonly address: string;
  readonly detail: string;
  /** Absent if the result belongs to no stack. */
  readonly stack?: string;
}

const PLANS = ["detection.protectionPlans", "detection"];
const ENROLMENT = ["organizations.{partition}.enrolment"];
const SNAPSHOT = ["organizations.{partition}.accounts"];
const FORWARDING = ["organizations.{partition}.forwarding", "forwarding"];
const PICKED = [...below(FORWARDING, "findingTypes"), ...below(FORWARDING, "minimumSeverity"), ...FORWARDING];
const RELAY = [...below(FORWARDING, "logRelay"), ...FORWARDING];
const RETENTION = [...below(FORWARDING, "logRetentionDays"), ...FORWARDING];

/**
 * The keys of the config that decide what a rule judges, the best one first. For every other rule, the stack's own key
 * answers.
 */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  ...each(["002", "007", "010"], ENROLMENT),
  ...each(["003", "012", "013", "014", "015", "016", "055"], PLANS),
  ...each(["005", "041"], ["regions"]),
  ...each(["008"], ["organizations.{partition}.administratorAccountId"]),
  ...each(["009"], ["organizations.{partition}.managementAccountId"]),
  ...each(["011"], ["organizations.{partition}.enrolment.newAccounts", ...ENROLMENT]),
  ...each(["017"], ["detection.findingPublishingFrequency", "detection"]),
  ...each(["018", "019", "048"], ["detection"]),
  ...each(["020", "021", "022", "024", "026", "027", "028", "047", "051", "053"], FORWARDING),
  ...each(["023"], RETENTION),
  ...each(["025", "050"], PICKED),
  ...each(["029", "052"], RELAY),
  ...each(["038"], ["tags"]),
  ...each(["061", "062"], SNAPSHOT),
};

/**
 * The paths in the config that may answer for a result, the best one first: a waiver of the rule, an exception that the
 * result names, an account that it names, what the rule judges, and the stack.
 */
export function answeringKeys(answered: Answered): string[] {
  const { ruleId, address, detail, stack } = answered;
  const accounts = [...`${address} ${detail}`.matchAll(/(?<!\d)\d{12}(?!\d)/g)].map(([id]) => id);
  const inPlace = (path: string) =>
    placesOf(stack).map((partition) => path.replace("{partition}", partition));
  return [
    `review.waivers.${ruleId}`,
    ...wordsOf(detail),
    ...[...new Set(accounts)].flatMap((id) => inPlace(`organizations.{partition}.enrolment.exclude.${id}`)),
    ...(KEYS[ruleId] ?? []).flatMap(inPlace),
    ...stackKeys(stack),
  ];
}

/** A detail may name an exception by its path, e.g. `regions.exclude.cn-north-1: expired on 2026-01-01`. */
function wordsOf(detail: string): string[] {
  return [...detail.matchAll(/(?<![^\s,;])([\w-]+(?:\.[\w-]+)+)(?=[\s,;:]|$)/g)].flatMap(
    ([, path]) => path ?? [],
  );
}

function stackKeys(stack: string | undefined): string[] {
  if (stack === undefined) return [];
  const foundation = /^foundation-(.+)$/.exec(stack)?.[1];
  return foundation === undefined
    ? [`regions.${stack}`, `regions.exclude.${stack}`, "regions"]
    : [`organizations.${foundation}`];
}

/** The partitions that a stack may belong to: its own, or all if there is no stack. */
function placesOf(stack: string | undefined): readonly string[] {
  if (stack === undefined) return PARTITIONS;
  return [/^foundation-(.+)$/.exec(stack)?.[1] ?? partitionOf(stack)];
}

function each(numbers: readonly string[], keys: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(numbers.map((number) => [`OD-${number}`, keys]));
}

function below(paths: readonly string[], key: string): string[] {
  return paths.map((path) => `${path}.${key}`);
}
