import { GetScheduleCommand, type GetScheduleOutput, type Target } from "@aws-sdk/client-scheduler";
import { UNREAD } from "../../aws-clients/attempts";
import { unlessMissing } from "../../aws-clients/calls";
import type { Attributes } from "../../intent/expected-stack";
import { text } from "../kinds/kind";
import { expectedOf, type Reading } from "./live";

const TYPE = "aws_scheduler_schedule";

/** Reads every expected schedule. What another schedule sends, the forwarder takes for a heartbeat at most. */
export async function readSchedules(reading: Reading): Promise<void> {
  await Promise.all(
    expectedOf(reading, TYPE).map(async (schedule) => {
      const [group, name] = [text(schedule, "group_name"), text(schedule, "name")];
      const { clients, calls, attempts, live } = reading;
      const command = new GetScheduleCommand({ GroupName: group, Name: name });
      const answer = calls.make((options) => clients.schedules.send(command, options));
      const found = await attempts.read(
        `schedule ${name}`,
        unlessMissing(answer, ["ResourceNotFoundException"]),
      );
      const isThere = found !== UNREAD && found !== undefined;
      live.put(TYPE, `${group}/${name}`, isThere ? attributesOf(found) : found);
    }),
  );
}

function attributesOf(schedule: GetScheduleOutput): Attributes {
  const { FlexibleTimeWindow: window, Target: target } = schedule;
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
    target: target && targetOf(target),
  };
}

/** Parameters of other kinds of targets come under AWS's names: none is expected. */
function targetOf(target: Target): Attributes {
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
