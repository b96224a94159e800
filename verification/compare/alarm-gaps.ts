import { UNREAD } from "../../aws-clients/attempts";
import type { FoundPipeline } from "../read/found-pipeline";
import { missing, type LocalGap } from "./local-gap";
import type { WantedAlarms } from "../../intent/wanted-pipeline";

/** Alarms that are gone, and alarms that tell nobody though the config names a topic. */
export function alarmGaps({ names, topicArn }: WantedAlarms, { alarms }: FoundPipeline): LocalGap[] {
  if (alarms === UNREAD) return [];
  return names.flatMap((resource): LocalGap[] => {
    const found = alarms.find(({ name }) => name === resource);
    if (!found) return [missing("ALARM_MISSING", resource)];
    if (topicArn === undefined || (found.actionsEnabled && found.actions.includes(topicArn))) return [];
    const told = found.actionsEnabled ? found.actions.join(", ") || "nobody" : "actions disabled";
    return [{ wanted: topicArn, found: told, reason: "ALARM_SILENT", resource }];
  });
}
