import { z } from "zod";
import { FEATURES, RUNTIME_AGENT_NAMES } from "../../../../aws/features";
import { AWS_REGIONS } from "../../../../aws/regions";
import { offer } from "../../../../config/problems/nearest";
import { shown } from "../../../../config/problems/shown";
import { accountId } from "../../../../config/schema/aws-values";
import { listOf, mapOf, section } from "../../../../config/schema/section";
import { choice, line, matching, says, text, whole } from "../../../../config/schema/text";
import { MEMBER_SEED_STATES, type MessSeed } from "../../../../local-aws/seed/messy-region";
import { LIST_SEED_KINDS } from "../../../../local-aws/seed/seed-lists";

const FEATURE_NAMES = [
  ...FEATURES,
  ...RUNTIME_AGENT_NAMES.map((agent) => `RUNTIME_MONITORING/${agent}`),
  "EKS_RUNTIME_MONITORING",
  "EKS_RUNTIME_MONITORING/EKS_ADDON_MANAGEMENT",
];
const REGION_NAMES = AWS_REGIONS.map(({ name }) => name);

/** One of many names. */
const oneOf = (what: string, names: readonly string[]) =>
  text(what, (value, refuse) =>
    names.includes(value) ? value : refuse(`${shown(value)} is not a ${what}`, offer(value, names)),
  );

const featuresOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  mapOf(
    oneOf("protection plan of GuardDuty", FEATURE_NAMES),
    choice(values),
    `{S3_DATA_EVENTS: ${values[0]}}`,
  );
const switches = featuresOf(["ENABLED", "DISABLED"]);
const modes = featuresOf(["ALL", "NEW", "NONE"]);
const yes = z.boolean({ error: ({ input }) => says(`must be true or false, got ${shown(input)}`, "true") });
const anyMap = z.record(z.string(), z.unknown(), {
  error: ({ input }) => says(`must be a map, got ${shown(input)}`, "write it as AWS does"),
});
const arn = matching("ARN", /^arn:aws(-cn)?:[a-z0-9-]+:[^\s]+$/, "arn:aws:sns:us-east-1:222222222222:siem");

const detector = section({
  enabled: yes.optional(),
  findingPublishingFrequency: choice(["FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS"]).optional(),
  features: switches.optional(),
  tags: mapOf(line("tag", 128), line("value", 256), "{owner: somebody}").optional(),
});

const account = section({
  detector: detector.optional(),
  filters: listOf(
    section({
      name: matching("filter name", /^[a-zA-Z0-9_.-]{3,64}$/, "noise"),
      rank: whole("rank", [1, 100], 1),
      action: choice(["NOOP", "ARCHIVE"]),
      criteria: anyMap,
    }),
    "{name: noise, rank: 1, action: ARCHIVE, criteria: {severity: {LessThan: 4}}}",
  ).optional(),
  lists: listOf(
    section({ kind: choice(LIST_SEED_KINDS), name: line("name", 300), location: line("location", 300) }),
    "{kind: threat list, name: bad, location: https://s3.amazonaws.com/lists/bad.txt}",
  ).optional(),
  malwarePlans: listOf(section({ bucket: line("bucket", 63) }), "{bucket: uploads}").optional(),
  forwarders: listOf(
    section({
      rule: line("rule", 64),
      pattern: anyMap.optional(),
      targets: listOf(arn, "[arn:aws:sns:...]"),
    }),
    "{rule: siem, targets: [arn:aws:sns:us-east-1:222222222222:siem]}",
  ).optional(),
});

const region = section({
  accounts: mapOf(accountId, account, '{"222222222222": {detector: {}}}').optional(),
  delegatedTo: accountId.optional(),
  organization: section({
    newAccounts: choice(["ALL", "NEW", "NONE"]),
    features: modes.optional(),
  }).optional(),
  members: mapOf(
    accountId,
    section({ state: choice(MEMBER_SEED_STATES), features: switches.optional() }),
    '{"333333333333": {state: ENABLED}}',
  ).optional(),
  refused: yes.optional(),
});

const share = z.number({
  error: ({ input }) => says(`must be a share from 0 to 0.5, got ${shown(input)}`, "0.1"),
});

/** A seed's file. */
export const seedSection = section({
  throttledShare: share
    .min(0, { error: ({ input }) => says(`must be a share from 0 to 0.5, got ${shown(input)}`, "0.1") })
    .max(0.5, { error: ({ input }) => says(`must be a share from 0 to 0.5, got ${shown(input)}`, "0.1") })
    .optional(),
  policies: listOf(
    section({
      name: line("name", 128),
      content: anyMap,
      targets: listOf(line("target", 130), '["333333333333"]'),
    }),
    '{name: baseline, content: {...}, targets: ["333333333333"]}',
  ).optional(),
  regions: mapOf(
    oneOf("region of AWS", REGION_NAMES),
    region,
    '{eu-west-1: {accounts: {"222222222222": {detector: {}}}}}',
  ),
}) as unknown as z.ZodType<MessSeed>;
