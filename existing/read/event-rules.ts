import {
  ListRulesCommand,
  ListTargetsByRuleCommand,
  type EventBridgeClient,
  type Rule,
  type Target,
} from "@aws-sdk/client-eventbridge";
import { matchesPattern } from "../../aws/event-pattern/pattern";
import type { JsonObject } from "../../aws/json";
import { unlessMissing, type Calls } from "../../aws-clients/calls";
import { pages } from "../../aws-clients/pages";
import type { ExistingForwarder } from "../existing-region";

const MISSING = ["ResourceNotFoundException"];

/** Every rule of a bus. A bus that does not exist has none. */
export function listRules(client: EventBridgeClient, calls: Calls, EventBusName: string): Promise<Rule[]> {
  return pages(async (NextToken) => {
    const command = new ListRulesCommand({ EventBusName, ...(NextToken ? { NextToken } : {}) });
    const answer = calls.make((options) => client.send(command, options));
    const page = await unlessMissing(answer, MISSING);
    return [page?.Rules ?? [], page?.NextToken];
  });
}

/** Every target of a rule. */
export function listTargets(
  client: EventBridgeClient,
  calls: Calls,
  [EventBusName, Rule]: readonly [bus: string, rule: string],
): Promise<Target[]> {
  return pages(async (NextToken) => {
    const command = new ListTargetsByRuleCommand({ EventBusName, Rule, ...(NextToken ? { NextToken } : {}) });
    const answer = calls.make((options) => client.send(command, options));
    const page = await unlessMissing(answer, MISSING);
    return [page?.Targets ?? [], page?.NextToken];
  });
}

/**
 * Whether a rule may match findings. Only what all findings have in common is checked, because the rest may have any
 * value.
 */
export function takesFindings({ EventPattern, State }: Rule): boolean {
  if (State === "DISABLED" || EventPattern === undefined) return false;
  const { source, "detail-type": detailType } = JSON.parse(EventPattern) as JsonObject;
  const common = {
    ...(source === undefined ? {} : { source }),
    ...(detailType === undefined ? {} : { "detail-type": detailType }),
  };
  return matchesPattern(common, { source: "aws.guardduty", "detail-type": "GuardDuty Finding" });
}

/**
 * The rules that take findings off an account's default bus, where GuardDuty puts them, and their targets: one call for
 * each 100 rules, and one for each rule that takes findings. A rule on another bus has what one of these sends there.
 */
export async function readForwarders(client: EventBridgeClient, calls: Calls): Promise<ExistingForwarder[]> {
  const rules = (await listRules(client, calls, "default")).filter(takesFindings);
  const forwarders = rules.map(async ({ Name = "", EventPattern = "" }): Promise<ExistingForwarder> => {
    const targets = await listTargets(client, calls, ["default", Name]);
    return { rule: Name, pattern: EventPattern, targets: targets.flatMap(({ Arn }) => Arn ?? []).sort() };
  });
  return (await Promise.all(forwarders)).sort((a, b) => (a.rule < b.rule ? -1 : 1));
}
