import type { ForwardedEvent } from "../event/forwarded-event";
import { scalarAt, textAt, valueAt } from "../event/json-object";
import type { Severity } from "../event/severity";
import { toMilliseconds } from "../event/times";
import { ocsfResources } from "./ocsf-resources";

/** The release of the schema that these records follow: https://schema.ocsf.io/1.3.0/classes/detection_finding */
const SCHEMA_VERSION = "1.3.0";
const FINDINGS_CATEGORY = 2;
const DETECTION_FINDING = 2004;
const AWS_ACCOUNT = 10;

const SEVERITIES: Readonly<Record<Severity, { id: number; caption: string }>> = {
  informational: { id: 1, caption: "Informational" },
  low: { id: 2, caption: "Low" },
  medium: { id: 3, caption: "Medium" },
  high: { id: 4, caption: "High" },
  critical: { id: 5, caption: "Critical" },
};
const ACTIVITIES = {
  other: { id: 99, name: "Heartbeat" },
  create: { id: 1, name: "Create" },
  update: { id: 2, name: "Update" },
  close: { id: 3, name: "Close" },
};

/** An OCSF Detection Finding. `raw_data` holds the finding's own JSON, unchanged. A heartbeat is a Base Event. */
export function ocsf(event: ForwardedEvent): string {
  return JSON.stringify(event.kind === "finding" ? detectionFinding(event) : baseEvent(event));
}

function detectionFinding(event: ForwardedEvent): object {
  const { detail } = event;
  const activity = activityOf(event);
  return {
    ...classification(FINDINGS_CATEGORY, DETECTION_FINDING, activity),
    class_name: "Detection Finding",
    ...occurrence(event, "GuardDuty"),
    message: textAt(detail, "description"),
    finding_info: {
      uid: event.id,
      title: textAt(detail, "title") || scalarAt(detail, "type"),
      desc: textAt(detail, "description"),
      types: [scalarAt(detail, "type")],
      created_time: toMilliseconds(valueAt(detail, "createdAt")),
      modified_time: event.updatedTime,
      first_seen_time: toMilliseconds(valueAt(detail, "service", "eventFirstSeen")),
      last_seen_time: toMilliseconds(valueAt(detail, "service", "eventLastSeen")),
    },
    count: countOf(valueAt(detail, "service", "count")),
    resources: ocsfResources(event),
    raw_data: event.detailText,
  };
}

function baseEvent(event: ForwardedEvent): object {
  return {
    ...classification(0, 0, ACTIVITIES.other),
    class_name: "Base Event",
    ...occurrence(event, "orgduty"),
    message: "heartbeat of the orgduty finding forwarder",
  };
}

function classification(
  categoryUid: number,
  classUid: number,
  activity: { id: number; name: string },
): object {
  return {
    category_uid: categoryUid,
    class_uid: classUid,
    activity_id: activity.id,
    activity_name: activity.name,
    type_uid: classUid * 100 + activity.id,
  };
}

function occurrence(event: ForwardedEvent, product: string): object {
  const severity = SEVERITIES[event.severity];
  return {
    severity_id: severity.id,
    severity: severity.caption,
    time: event.updatedTime ?? 0,
    cloud: {
      provider: "AWS",
      region: event.region,
      account: { uid: event.accountId, type_id: AWS_ACCOUNT, type: "AWS Account" },
    },
    metadata: {
      version: SCHEMA_VERSION,
      profiles: ["cloud"],
      uid: `${event.id}:${event.updatedAt}`,
      original_time: event.updatedAt,
      event_code: textAt(event.detail, "type"),
      product: { name: product, vendor_name: product === "GuardDuty" ? "AWS" : "orgduty" },
    },
    unmapped: { arn: textAt(event.detail, "arn"), envelope: event.envelope, severity: event.score },
  };
}

/** OCSF wants an integer. Any other value is left out, except in `raw_data`. */
function countOf(value: unknown): number | undefined {
  return Number.isInteger(value) ? Number(value) : undefined;
}

function activityOf({ detail, updatedTime }: ForwardedEvent) {
  if (valueAt(detail, "service", "archived") === true) return ACTIVITIES.close;
  return toMilliseconds(valueAt(detail, "createdAt")) === updatedTime ? ACTIVITIES.create : ACTIVITIES.update;
}
