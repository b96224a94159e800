import { ABSENT } from "../../../aws/policy/context";
import { isJsonObject, type Json } from "../../../aws/json";
import { listOf, textOf, written, type Asked } from "../asked";
import { here, lastPart, type ServiceTable } from "./table";

/** The bus that a request names, by name or ARN. */
function busOf(asked: Asked): string {
  const entries = listOf(asked, "Entries") as Json[];
  const first = entries.find(isJsonObject)?.EventBusName;
  const named = textOf(asked, "EventBusName") ?? textOf(asked, "Name") ?? first;
  return typeof named === "string" ? named : "default";
}

function ruleOf(asked: Asked): string | undefined {
  const name = textOf(asked, "Rule") ?? textOf(asked, "Name");
  const bus = lastPart(textOf(asked, "EventBusName") ?? "default");
  return name && here(asked, "events", `rule/${bus === "default" ? "" : `${bus}/`}${name}`);
}

/** EventBridge. Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html */
export const EVENTS: ServiceTable = {
  on: {
    rule: "DeleteRule DescribeRule DisableRule EnableRule ListTargetsByRule PutRule PutTargets RemoveTargets",
    "event-bus": "CreateEventBus DeleteEventBus DescribeEventBus PutEvents UpdateEventBus",
    tagged: "ListTagsForResource TagResource UntagResource",
    none: "ListEventBuses ListRules ListRuleNamesByTarget PutPermission RemovePermission",
  },
  arns: {
    rule: ruleOf,
    "event-bus": (asked) => {
      const bus = busOf(asked);
      return bus.startsWith("arn:") ? bus : here(asked, "events", `event-bus/${bus}`);
    },
    tagged: (asked) => textOf(asked, "ResourceARN"),
  },
  keys: (asked, action) => {
    const targets = (listOf(asked, "Targets") as Json[]).filter(isJsonObject).map(({ Arn }) => written(Arn));
    const entries = (listOf(asked, "Entries") as Json[]).filter(isJsonObject);
    const all = (name: string) => entries.map((entry) => written(entry[name]));
    return {
      "events:managedby": ABSENT,
      "events:creatoraccount": asked.place.accountId,
      "events:targetarn": action === "events:PutTargets" ? targets : ABSENT,
      ...(action === "events:PutEvents"
        ? { "events:source": all("Source"), "events:detail-type": all("DetailType") }
        : {}),
    };
  },
};
