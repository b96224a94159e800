import { z } from "zod";
import { MAX_NAME_LENGTH } from "../names";
import { LIMITS } from "../../aws/limits";
import { PARTITIONS } from "../../aws/partitions";
import { shown } from "../problems/shown";
import { detectionSection } from "./detection";
import { differenceWaiver, exception, resourceException } from "./exception";
import { forwardingShape } from "./forwarding";
import { organizationSection, state } from "./organization";
import { pipelineSection } from "./pipeline";
import { region } from "./region";
import { listOf, mapOf, section } from "./section";
import { signatures } from "./signatures";
import { choice, says, text } from "./text";
import { RULE_IDS } from "../rule-ids";

const name = text("name", (value, refuse) => {
  if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(value)) {
    return refuse(
      `name must begin with a letter and hold letters, digits and hyphens only, got ${shown(value)}`,
      "e.g. acme",
    );
  }
  if (value.length <= MAX_NAME_LENGTH) return value;
  return refuse(`name has ${value.length} characters, at most ${MAX_NAME_LENGTH} fit`, "shorten it");
});

// Source: https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
const tagKey = text("tag name", (value, refuse) => {
  if (/^aws:/i.test(value))
    return refuse(`tag ${shown(value)} begins with aws:, which AWS reserves`, "rename it");
  if (/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u.test(value)) return value;
  return refuse(`${shown(value)} is not a valid tag name`, "use letters, digits, spaces and _.:/=+-@");
});
const tagValue = text("tag", (value, refuse) =>
  /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u.test(value)
    ? value
    : refuse(`${shown(value)} is not a valid tag`, "use at most 256 letters, digits, spaces and _.:/=+-@"),
);

const regions = z.union(
  [
    z.literal("all"),
    listOf(region, "[us-east-1, eu-west-1]"),
    section(
      { exclude: mapOf(region, exception, "cn-north-1: {reason: WHY, owner: WHO}") },
      { include: 'write the list itself, regions: [us-east-1, ...], or "exclude"' },
    ),
  ],
  {
    error: ({ input }) =>
      says(`must be all, a list or {exclude}, got ${shown(input)}`, "regions: all, or [us-east-1, ...]"),
  },
);

/** The id of a rule of the review. */
export const ruleId = text("rule id", (value, refuse) => {
  if (RULE_IDS.includes(value)) return value;
  const digits = /^\D*0*(\d{1,3})\D*$/.exec(value)?.[1];
  const meant = digits && `OD-${digits.padStart(3, "0")}`;
  const fix =
    meant && RULE_IDS.includes(meant)
      ? `did you mean "${meant}"?`
      : `the rules are ${RULE_IDS[0]} to ${RULE_IDS.at(-1)}: docs/reviewing-a-plan.md`;
  return refuse(`${shown(value)} is not a rule of the review`, fix);
});

/** The keys of orgduty.yaml. */
export const documentShape = {
  name,
  // IAM ignores case in tag names: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
  tags: mapOf(tagKey, tagValue, "owner: security", {
    sameBy: (key) => key.toLowerCase(),
    limit: LIMITS.tags,
  }).optional(),
  regions,
  organizations: section(
    Object.fromEntries(PARTITIONS.map((partition) => [partition, organizationSection.optional()])) as Record<
      (typeof PARTITIONS)[number],
      z.ZodOptional<typeof organizationSection>
    >,
    { "aws-us-gov": "remove it: orgduty does not support GovCloud" },
  ),
  detection: detectionSection.optional(),
  forwarding: section(forwardingShape).optional(),
  state: state.optional(),
  pipeline: pipelineSection.optional(),
  review: section({
    rules: mapOf(ruleId, choice(["deny", "warn"]), "OD-007: warn").optional(),
    waivers: mapOf(ruleId, exception, "OD-007: {reason: WHY, owner: WHO}").optional(),
    differences: listOf(
      differenceWaiver,
      "[{address: aws_sqs_queue.findings, attribute: tags.team, reason: WHY, owner: WHO, until: 2027-06-30}]",
    ).optional(),
    exceptions: listOf(
      resourceException(ruleId),
      "[{rule: OD-001, stack: eu-west-1, address: aws_sqs_queue.*, reason: WHY, owner: WHO, until: 2027-06-30}]",
    ).optional(),
    signatures: signatures.optional(),
  }).optional(),
};
/** The whole orgduty.yaml, checked key by key. Checks across several keys are in config/rules. */
export const documentSection = section(documentShape);
/** A valid orgduty.yaml, before complete.ts fills in what it leaves out. */
export type DocumentSection = z.output<typeof documentSection>;
/** Which regions the file selects: all, all except some, or only the named ones. */
export type RegionChoice = DocumentSection["regions"];
