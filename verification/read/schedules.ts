import { UNREAD } from "../../aws-clients/attempts";
import { unlessMissing } from "../../aws-clients/calls";
import type { Attributes } from "../../intent/expected-stack";
import { text } from "../kinds/kind";
import { expectedOf, type Reading } from "./live";

/** A schedule as GetSchedule answers it. What it leaves out may be null. */
interface FoundSchedule {
  readonly Name?: string;
  readonly GroupName?: string;
  readonly Description?: string | null;
  readonly State?: string;
  readonly ScheduleExpression?: string;
  readonly ScheduleExpressionTimezone?: string;
  readonly StartDate?: string | null;
  readonly EndDate?: string | null;
  readonly KmsKeyArn?: string | null;
  readonly FlexibleTimeWindow?: {
    readonly Mode?: string;
    readonly MaximumWindowInMinutes?: number | null;
  };
  readonly Target?: FoundTarget;
}

interface FoundTarget {
  readonly Arn?: string;
  readonly RoleArn?: string;
  readonly Input?: string | null;
  readonly EventBridgeParameters?: { readonly Source?: string; readonly DetailType?: string } | null;
  readonly DeadLetterConfig?: { readonly Arn?: string } | null;
  readonly RetryPolicy?: {
    readonly MaximumEventAgeInSeconds?: number;
    readonly MaximumRetryAttempts?: number;
  } | null;
}

const TYPE = "aws_scheduler_schedule";

/** Reads every expected schedule. What another schedule sends, the forwarder takes for a heartbeat at most. */
export async function readSchedules(reading: Reading): Promise<void> {
  await Promise.all(
    expectedOf(reading, TYPE).map(async (schedule) => {
      const [group, name] = [text(schedule, "group_name"), text(schedule, "name")];
      const { clients, calls, attempts, live } = reading;
      const answer = calls.make((options) => clients.schedules.get({ group, name }, options));
      const found = await attempts.read(
        `schedule ${name}`,
        unlessMissing(answer, ["ResourceNotFoundException"]),
      );
      const isThere = found !== UNREAD && found !== undefined;
      live.put(TYPE, `${group}/${name}`, isThere ? attributesOf(found as FoundSchedule) : found);
    }),
  );
}

function attributesOf(schedule: FoundSchedule): Attributes {
  const { FlexibleTimeWindow: window, Target: target = {} } = schedule;
  return {
    name: schedule.Name,
    group_name: schedule.GroupName,
    description: schedule.Description,
    state: schedule.State,
    schedule_expression: schedule.ScheduleExpression,
    schedule_expression_timezone: schedule.ScheduleExpressionTimezone,
    start_date: schedule.StartDate,
    end_date: schedule.EndDate,
    kms_key_arn: schedule.KmsKeyArn,
    flexible_time_window: {
      mode: window?.Mode,
      maximum_window_in_minutes: window?.MaximumWindowInMinutes,
    },
    target: targetOf(target),
  };
}

/** Parameters of other kinds of targets come under AWS's names: none is expected. */
function targetOf(target: FoundTarget): Attributes {
  const { Arn, RoleArn, Input, EventBridgeParameters, DeadLetterConfig, RetryPolicy, ...others } = target;
  return {
    arn: Arn,
    role_arn: RoleArn,
    input: Input,
    eventbridge_parameters: {
      source: EventBridgeParameters?.Source,
      detail_type: EventBridgeParameters?.DetailType,
    },
    dead_letter_config: { arn: DeadLetterConfig?.Arn },
    retry_policy: {
      maximum_event_age_in_seconds: RetryPolicy?.MaximumEventAgeInSeconds,
      maximum_retry_attempts: RetryPolicy?.MaximumRetryAttempts,
    },
    ...others,
  };
}
