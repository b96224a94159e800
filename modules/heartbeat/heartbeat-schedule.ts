import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import { Construct, type IConstruct } from "constructs";
import { literal } from "../literal";
import type { Placement } from "../placement";
import { resourcesOf } from "../resources-of";

/** What names an event of ours on a bus, as PutEvents takes it. */
export interface EventNames {
  /** Never begins with `aws.`: EventBridge refuses such a source from anybody but AWS. */
  readonly source: string;
  readonly detailType: string;
}

/** A schedule, the event that it puts on a bus, and the role with which it may. */
export interface HeartbeatScheduleProps {
  /** In the administrator's account. */
  readonly placement: Placement;
  readonly scheduleName: string;
  readonly everyMinutes: number;
  readonly event: EventNames & { readonly detail: Readonly<Record<string, unknown>> };
  /** The bus that GuardDuty's findings arrive on. */
  readonly busArn: string;
  readonly roleArn: string;
  /** What heartbeats pass: the rule that picks them, and everything behind it. An earlier heartbeat would be lost. */
  readonly dependsOn: readonly IConstruct[];
}

/** Scheduler's limits on how long it tries: https://docs.aws.amazon.com/scheduler/latest/APIReference/API_RetryPolicy.html */
const RETRY_SECONDS = { least: 60, most: 86_400 };
const MAX_RETRIES = 185;

/**
 * Puts a heartbeat on the bus at an interval, as an event that the findings' own rule has to pick. A rule that runs by the
 * clock cannot do that: its event goes straight to its target. Tries until the next heartbeat is due, and keeps no
 * dead letters: an alarm goes off if heartbeats are missing.
 * Source: https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html
 */
export class HeartbeatSchedule extends Construct {
  constructor(scope: Construct, id: string, props: HeartbeatScheduleProps) {
    super(scope, id);
    const { placement, scheduleName, everyMinutes, event, busArn, roleArn, dependsOn } = props;
    const { source, detailType, detail } = event;
    new SchedulerSchedule(this, "Resource", {
      ...placement,
      name: scheduleName,
      groupName: "default",
      description: "Shows the log relay that the way of the GuardDuty findings is open",
      state: "ENABLED",
      scheduleExpression: every(everyMinutes),
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: busArn,
        roleArn,
        eventbridgeParameters: { source, detailType },
        input: literal(JSON.stringify(detail)),
        retryPolicy: {
          maximumEventAgeInSeconds: retrySeconds(everyMinutes),
          maximumRetryAttempts: MAX_RETRIES,
        },
      },
      dependsOn: resourcesOf(dependsOn),
    });
  }
}

function every(minutes: number): string {
  return minutes === 1 ? "rate(1 minute)" : `rate(${minutes} minutes)`;
}

function retrySeconds(everyMinutes: number): number {
  return Math.min(Math.max(everyMinutes * 60, RETRY_SECONDS.least), RETRY_SECONDS.most);
}
