import { EventBridgeClient, PutTargetsCommand, RemoveTargetsCommand } from "@aws-sdk/client-eventbridge";
import { IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { makeClient } from "../aws-clients/make-client";
import { unlessMissing, type Calls } from "../aws-clients/calls";
import type { ClientSettings } from "../aws-clients/sign-in";
import type { EndedTarget, PlannedTarget, PolicyChange } from "./path-effects";
import { widenedPolicy } from "./widened-policy";

/** An account and region to change, signed in as the administrator with the role that apply uses. */
export interface Place {
  readonly settings: ClientSettings;
  readonly calls: Calls;
}

/**
 * Points rules at the targets that the plan sets, just before Terraform does the same, so that a queue gets no new
 * messages before it is emptied.
 * @throws if EventBridge refuses one
 */
export async function putTargets(
  { settings, calls }: Place,
  targets: readonly PlannedTarget[],
): Promise<void> {
  const client = makeClient(EventBridgeClient, settings);
  try {
    for (const { rule, bus, id, arn, roleArn, deadLetterQueueArn, ...retry } of targets) {
      const target = {
        Id: id,
        Arn: arn,
        ...(roleArn && { RoleArn: roleArn }),
        ...(deadLetterQueueArn && { DeadLetterConfig: { Arn: deadLetterQueueArn } }),
        ...(retry.maximumAgeSeconds !== undefined && {
          RetryPolicy: {
            MaximumEventAgeInSeconds: retry.maximumAgeSeconds,
            MaximumRetryAttempts: retry.maximumRetries,
          },
        }),
      };
      const command = new PutTargetsCommand({ Rule: rule, EventBusName: bus, Targets: [target] });
      const { FailedEntries = [] } = await calls.make((options) => client.send(command, options));
      const [failed] = FailedEntries;
      if (failed) throw new Error(`rule ${rule}: EventBridge refused its new target: ${failed.ErrorMessage}`);
    }
  } finally {
    client.destroy();
  }
}

/**
 * Takes the targets from rules that the plan removes, just before Terraform does the same, so that a queue gets no new
 * messages before it is emptied.
 */
export async function removeTargets(
  { settings, calls }: Place,
  ended: readonly EndedTarget[],
): Promise<void> {
  const client = makeClient(EventBridgeClient, settings);
  try {
    for (const { rule, bus, id } of ended) {
      const command = new RemoveTargetsCommand({ Rule: rule, EventBusName: bus, Ids: [id] });
      const answer = calls.make((options) => client.send(command, options));
      await unlessMissing(answer, ["ResourceNotFoundException"]);
    }
  } finally {
    client.destroy();
  }
}

/** Allows roles both what they could do before and what the plan allows, until Terraform removes the former. */
export async function widenPolicies(
  { settings, calls }: Place,
  policies: readonly PolicyChange[],
): Promise<void> {
  const client = makeClient(IAMClient, settings);
  try {
    for (const { role, name, before, after } of policies) {
      const command = new PutRolePolicyCommand({
        RoleName: role,
        PolicyName: name,
        PolicyDocument: widenedPolicy(before, after),
      });
      await calls.make((options) => client.send(command, options));
    }
  } finally {
    client.destroy();
  }
}
