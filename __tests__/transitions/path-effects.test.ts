import type { JsonObject } from "../../plans-folder/json-value";
import type { PlannedChange } from "../../plans-folder/planned-changes";
import { pathEffects } from "../../transitions/path-effects";

type Resource = JsonObject | null;
const change = (type: string, actions: string[], before: Resource, after: Resource): PlannedChange => ({
  address: `${type}.it`,
  type,
  actions,
  before,
  after,
});
const queue = (name: string, redrive: string) => ({ name, redrive_policy: redrive });
const REDRIVE = '{"deadLetterTargetArn":"arn"}';

describe("pathEffects", () => {
  it("knows the replicas that a secret keeps, also where the plan changes nothing", () => {
    const secret = (...regions: string[]) => ({
      name: "relay",
      replica: regions.map((region) => ({ region })),
    });
    const type = "aws_secretsmanager_secret";
    const { replicated } = pathEffects([
      change(type, ["no-op"], secret("eu-west-2", "eu-west-1"), secret("eu-west-2", "eu-west-1")),
      change(type, ["create"], null, secret("eu-west-1")),
      change(type, ["delete"], secret("eu-west-1"), null),
      change(type, ["update"], secret("eu-west-1"), secret()),
    ]);
    expect(replicated).toEqual([{ name: "relay", regions: ["eu-west-1", "eu-west-2"] }]);
  });

  it("tells a queue that a function empties from dead letters", () => {
    const { drained, deadLetters } = pathEffects([
      change("aws_sqs_queue", ["delete"], queue("findings", REDRIVE), null),
      change("aws_sqs_queue", ["delete"], queue("findings-dead", ""), null),
      change("aws_sqs_queue", ["no-op"], queue("findings-unsent", ""), queue("findings-unsent", "")),
    ]);
    expect({ drained, deadLetters }).toEqual({ drained: ["findings"], deadLetters: ["findings-dead"] });
  });

  it("takes every value of a target from the plan", () => {
    const after = {
      rule: "findings",
      event_bus_name: "default",
      target_id: "findings",
      arn: "bus",
      role_arn: "role",
      dead_letter_config: [{ arn: "unsent" }],
      retry_policy: [{ maximum_event_age_in_seconds: 86_400, maximum_retry_attempts: 185 }],
    };
    const { targets, goesOn } = pathEffects([
      change("aws_cloudwatch_event_target", ["update"], { arn: "queue" }, after),
      change("aws_cloudwatch_event_target", ["create"], null, after),
    ]);
    expect(targets).toEqual([
      {
        rule: "findings",
        bus: "default",
        id: "findings",
        arn: "bus",
        roleArn: "role",
        deadLetterQueueArn: "unsent",
        maximumAgeSeconds: 86_400,
        maximumRetries: 185,
      },
    ]);
    expect(goesOn).toBe(true);
  });

  it("takes the targets that are removed for good, the role and the secrets from the plan", () => {
    const target = { rule: "findings", event_bus_name: "default", target_id: "findings", arn: "queue" };
    const effects = pathEffects([
      change("aws_cloudwatch_event_target", ["delete"], target, null),
      change("aws_iam_role", ["delete"], { name: "forwarder" }, null),
      change("aws_secretsmanager_secret", ["delete", "create"], { name: "old" }, { name: "new" }),
      change("aws_secretsmanager_secret", ["no-op"], { name: "other" }, { name: "other" }),
    ]);
    expect(effects.ended).toEqual([
      expect.objectContaining({ rule: "findings", bus: "default", id: "findings" }),
    ]);
    expect([effects.removesRole, effects.createdSecrets]).toEqual([true, ["new"]]);
    const goesOn = change("aws_cloudwatch_event_target", ["no-op"], target, target);
    const heartbeat = change(
      "aws_cloudwatch_event_target",
      ["delete"],
      { ...target, rule: "heartbeat" },
      null,
    );
    expect(pathEffects([heartbeat, goesOn]).ended).toEqual([]);
  });

  it("goes on where the target was switched before by a run that was killed", () => {
    const target = { rule: "findings", arn: "bus" };
    expect(pathEffects([change("aws_cloudwatch_event_target", ["no-op"], target, target)]).goesOn).toBe(true);
    expect(pathEffects([change("aws_cloudwatch_event_target", ["delete"], target, null)]).goesOn).toBe(false);
  });

  it("does not call a replaced bus or secret removed", () => {
    const replaced = pathEffects([
      change("aws_cloudwatch_event_bus", ["delete", "create"], {}, {}),
      change("aws_secretsmanager_secret", ["create", "delete"], {}, {}),
    ]);
    expect(replaced).toMatchObject({ removesBus: false, removesSecret: false, createsBus: true });
  });

  it("has a role's policy as it was and as it will be", () => {
    const before = { role: "forwarder", name: "forward", policy: "old" };
    const { policies } = pathEffects([
      change("aws_iam_role_policy", ["update"], before, { ...before, policy: "new" }),
      change("aws_iam_role_policy", ["create"], null, before),
    ]);
    expect(policies).toEqual([{ role: "forwarder", name: "forward", before: "old", after: "new" }]);
  });
});
