import { UNREAD } from "../../aws-clients/attempts";
import type { ExpectedResource } from "../../intent/expected-stack";
import { KINDS } from "../../verification/kinds/kinds";
import type { Live } from "../../verification/read/live";
import { blocker, fine, unchecked, warning, type Finding } from "../line";
import { isHeld, type HeldAddresses } from "./wish";

/** What apply does with a name that is taken, by type. A type that is not here has no name of its own. */
const TAKEN: Readonly<Record<string, "fails" | "overwrites">> = {
  aws_cloudwatch_event_bus: "fails",
  aws_cloudwatch_event_rule: "overwrites",
  aws_cloudwatch_log_group: "fails",
  aws_cloudwatch_metric_alarm: "overwrites",
  aws_iam_role: "fails",
  aws_lambda_function: "fails",
  aws_scheduler_schedule: "fails",
  aws_sqs_queue: "fails",
};

/** What each type is called. */
const WORDS: Readonly<Record<string, string>> = {
  aws_cloudwatch_event_bus: "event bus",
  aws_cloudwatch_event_rule: "rule",
  aws_cloudwatch_log_group: "log group",
  aws_cloudwatch_metric_alarm: "alarm",
  aws_iam_role: "role",
  aws_lambda_function: "function",
  aws_scheduler_schedule: "schedule",
  aws_sqs_queue: "queue",
};

/** Planned names that AWS already has and the state does not. */
export function judgeNames(
  expected: readonly ExpectedResource[],
  live: Pick<Live, "get">,
  held: HeldAddresses,
): Finding[] {
  const planned = expected.filter(({ type }) => type in TAKEN);
  const foundOf = (one: ExpectedResource) => live.get(one.type, KINDS[one.type]!.key(one.attributes));
  const read = planned.filter((one) => foundOf(one) !== UNREAD);
  const taken = read.filter((one) => foundOf(one) !== undefined);
  const findings = taken.flatMap((one) => judgeTaken(one, isHeld(held, one)));
  if (findings.length > 0 || read.length === 0) return findings;
  return [fine("names", `no planned name of ${read.length} is taken by something else`)];
}

function judgeTaken(one: ExpectedResource, isOurs: ReturnType<typeof isHeld>): Finding[] {
  if (isOurs === true) return [];
  const { type, stack, address, attributes } = one;
  const label = `${WORDS[type]} ${KINDS[type]!.label(attributes)}`;
  if (isOurs === UNREAD) {
    const fix = "mend what keeps the state from being read";
    return [
      unchecked(
        "names",
        `whether the ${label} is ours`,
        `it exists, and the state of ${stack} was not read`,
        fix,
      ),
    ];
  }
  const evidence = `the ${label} exists and is not in the state of ${stack} (${address})`;
  const fix =
    "if an earlier run of this config made it, bring its state back; if somebody else did, rename it, or change `name` in orgduty.yaml";
  return TAKEN[type] === "fails"
    ? [blocker("names", `apply cannot create the ${label}`, evidence, fix)]
    : [warning("names", `apply would take over the ${label}`, evidence, fix)];
}
