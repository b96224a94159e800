import { isDeepStrictEqual } from "node:util";
import type { Region } from "../../config/regions";
import { alarmGaps } from "./alarm-gaps";
import { UNREAD, type Read } from "../../aws-clients/attempts";
import { deliveryGaps } from "./delivery-gaps";
import type { FoundPipeline, FoundRule, FoundTarget } from "../read/found-pipeline";
import { FORWARDING, type Gap } from "./gap";
import { missing, type LocalGap } from "./local-gap";
import { askAboutBus } from "./asked-policies";
import { queueGaps } from "./queue-gaps";
import { stalledGaps } from "./stalled-delivery";
import type { WantedPipeline, WantedRule } from "../../intent/wanted-pipeline";

/** Everything that keeps a region's findings from their way, and what waits because something did. */
export function pipelineGaps(
  wanted: WantedPipeline,
  found: FoundPipeline,
  place: { readonly account: string; readonly region: Region },
  now: number = Date.now(),
): Gap[] {
  const { delivery } = wanted;
  const gaps: LocalGap[] = [
    ...wanted.rules.flatMap((rule) => ruleGaps(rule, found.rules[rule.name])),
    ...busGaps(wanted, found),
    ...wanted.queues.flatMap((queue) => queueGaps(queue, found)),
    ...(delivery ? [...deliveryGaps(delivery, found.delivery), ...stalledGaps(delivery, found, now)] : []),
    ...alarmGaps(wanted.alarms, found),
  ];
  return gaps.map((gap) => ({ ...place, plan: FORWARDING, ...gap }));
}

function ruleGaps(wanted: WantedRule, found: Read<FoundRule | undefined>): LocalGap[] {
  const resource = wanted.name;
  if (found === UNREAD) return [];
  if (!found) return [missing("RULE_MISSING", resource)];
  const gaps: LocalGap[] = [...triggerGaps(wanted, found)];
  if (!found.enabled) gaps.push({ wanted: "ENABLED", found: "DISABLED", reason: "RULE_DISABLED", resource });
  return [...gaps, ...targetGaps(wanted, found.targets)];
}

function targetGaps(wanted: WantedRule, targets: readonly FoundTarget[]): LocalGap[] {
  const { name: resource, targetArn, deadLetterQueueArn } = wanted;
  const target = targets.find(({ arn }) => arn === targetArn);
  if (!target) {
    const others = targets.map(({ arn }) => arn).join(", ") || "none";
    return [{ wanted: targetArn, found: others, reason: "TARGET_MISSING", resource }];
  }
  const gaps: LocalGap[] = [];
  if (target.deadLetterQueueArn !== deadLetterQueueArn) {
    const found = target.deadLetterQueueArn ?? "none";
    gaps.push({ wanted: deadLetterQueueArn, found, reason: "TARGET_DEAD_LETTERS_MISSING", resource });
  }
  if (target.input !== undefined) {
    gaps.push({ wanted: "the event", found: target.input, reason: "TARGET_INPUT_DIFFERS", resource });
  }
  return gaps;
}

function triggerGaps({ name, trigger }: WantedRule, found: FoundRule): LocalGap[] {
  if ("pattern" in trigger) {
    if (isDeepStrictEqual(found.pattern, trigger.pattern)) return [];
    const text = JSON.stringify(found.pattern ?? null);
    return [
      {
        wanted: JSON.stringify(trigger.pattern),
        found: text,
        reason: "RULE_PATTERN_DIFFERS",
        resource: name,
      },
    ];
  }
  const minutes = trigger.everyMinutes;
  const wanted = minutes === 1 ? "rate(1 minute)" : `rate(${minutes} minutes)`;
  if (found.scheduleExpression === wanted) return [];
  return [
    { wanted, found: found.scheduleExpression ?? "none", reason: "RULE_SCHEDULE_DIFFERS", resource: name },
  ];
}

function busGaps({ bus }: WantedPipeline, { busPolicy }: FoundPipeline): LocalGap[] {
  if (!bus || busPolicy === UNREAD) return [];
  if (askAboutBus(bus, busPolicy).decision.answer !== "no") return [];
  const found = busPolicy === undefined ? "missing" : "not allowed";
  return [{ wanted: `${bus.roleArn} may put events`, found, reason: "BUS_MISSING", resource: bus.name }];
}
