import {
  ListRulesCommand,
  ListTargetsByRuleCommand,
  type EventBridgeClient,
  type Rule,
} from "@aws-sdk/client-eventbridge";
import { matchesPattern } from "../../aws/event-pattern/pattern";
import { isJsonObject } from "../../aws/json";
import type { Read } from "../../aws-clients/attempts";
import { pages } from "../../aws-clients/pages";
import type { Asking } from "./asking";

/** A rule on the default bus that may take findings, and where it sends them. */
export interface FindingRule {
  readonly name: string;
  readonly targets: readonly string[];
  /** The AWS service that made the rule for itself. Absent if a person did. */
  readonly managedBy?: string;
}

/** The default bus of a region. */
export interface BusReading {
  readonly count: number;
  readonly takingFindings: readonly FindingRule[];
}

/** Reads the rules of the default bus, and the targets of those that may match findings. */
export function readBus(client: EventBridgeClient, asking: Asking): Promise<Read<BusReading>> {
  return asking.read("forwarders", "rules that take findings", bus(client, asking));
}

async function bus(client: EventBridgeClient, asking: Asking): Promise<BusReading> {
  const rules = await pages(async (NextToken) => {
    const command = new ListRulesCommand({ EventBusName: "default", ...(NextToken ? { NextToken } : {}) });
    const page = await asking.calls.make((options) => client.send(command, options));
    return [page.Rules ?? [], page.NextToken];
  });
  const takingFindings = await Promise.all(
    rules.filter(takesFindings).map(async ({ Name = "", ManagedBy }) => ({
      name: Name,
      targets: await targetsOf(client, asking, Name),
      ...(ManagedBy ? { managedBy: ManagedBy } : {}),
    })),
  );
  return { count: rules.length, takingFindings };
}

function targetsOf(client: EventBridgeClient, { calls }: Asking, RuleName: string): Promise<string[]> {
  return pages(async (NextToken) => {
    const command = new ListTargetsByRuleCommand({
      ...{ Rule: RuleName, EventBusName: "default" },
      ...(NextToken ? { NextToken } : {}),
    });
    const page = await calls.make((options) => client.send(command, options));
    return [(page.Targets ?? []).flatMap(({ Arn }) => Arn ?? []), page.NextToken];
  });
}

/** Whether a rule may match findings, as far as source and detail-type say. A pattern that cannot be read counts as no. */
export function takesFindings({ EventPattern, State }: Pick<Rule, "EventPattern" | "State">): boolean {
  if (State === "DISABLED" || EventPattern === undefined) return false;
  try {
    const pattern: unknown = JSON.parse(EventPattern);
    if (!isJsonObject(pattern as never)) return false;
    const { source, "detail-type": detailType } = pattern as Record<string, never>;
    const common = {
      ...(source === undefined ? {} : { source }),
      ...(detailType === undefined ? {} : { "detail-type": detailType }),
    };
    return matchesPattern(common, { source: "aws.guardduty", "detail-type": "GuardDuty Finding" });
  } catch {
    return false;
  }
}
