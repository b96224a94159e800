import type { OrganizationConfig } from "../../../config/config";
import type { Region } from "../../../config/regions";
import { ENVIRONMENT } from "../../../lambda-src/finding-forwarder/environment";
import type { FoundPipeline } from "../../../verification/read/found-pipeline";
import { pipelineGaps } from "../../../verification/compare/pipeline-gaps";
import { wantedPipeline } from "../../../intent/wanted-pipeline";
import { acme } from "../../support/fleet";
import { allow, healthyPipeline } from "./found";

const { config } = acme();
const regional = config.organizations.aws!;
const forwarding = regional.forwarding!;
const hub: OrganizationConfig = {
  ...regional,
  forwarding: { ...forwarding, topology: "hub", hub: { reason: "one egress", owner: "soc@acme.example" } },
};
const KEY = "arn:aws:kms:us-east-1:222222222222:key/mrk-1";
const encrypted: OrganizationConfig = { ...regional, forwarding: { ...forwarding, kmsKeyArn: KEY } };
const FINDINGS = "acme-guardduty-findings";
const account = regional.administratorAccountId;

type Healthy = ReturnType<typeof healthyPipeline>;
type Change = (found: Healthy) => Partial<FoundPipeline>;

function gaps(change: Change, organization = regional, region: Region = "eu-west-1") {
  const wanted = wantedPipeline(config, organization, region)!;
  const healthy = healthyPipeline(wanted);
  return pipelineGaps(wanted, { ...healthy, ...change(healthy) }, { account, region });
}

const rule =
  (changes: object, name = FINDINGS): Change =>
  (found) => ({
    rules: { ...found.rules, [name]: { ...found.rules[name]!, ...changes } },
  });
const queue =
  (changes: object, name = FINDINGS): Change =>
  (found) => ({
    queues: { ...found.queues, [name]: { ...found.queues[name]!, ...changes } },
  });
const delivery =
  (changes: object): Change =>
  (found) => ({ delivery: { ...found.delivery, ...changes } });

const mapped = (found: object) =>
  Object.fromEntries(Object.keys(found).map((name) => [name, "unread" as const]));
const mapping =
  (changes: object): Change =>
  (found) =>
    delivery({ mapping: { ...found.delivery.mapping, ...changes } })(found);

describe("Pipeline", () => {
  it("raises nothing on a healthy region", () => {
    expect(gaps(() => ({}))).toEqual([]);
  });

  it("is not asked for where nothing is forwarded", () => {
    const { forwarding: _, ...rest } = regional;
    expect(wantedPipeline(config, rest, "eu-west-1")).toBeUndefined();
  });

  it.each<[string, Change, string]>([
    [
      "a rule that is gone",
      (found) => ({ rules: { ...found.rules, [FINDINGS]: undefined } }),
      "RULE_MISSING",
    ],
    ["a rule that is disabled", rule({ enabled: false }), "RULE_DISABLED"],
    ["a pattern that was edited", rule({ pattern: { source: ["aws.guardduty"] } }), "RULE_PATTERN_DIFFERS"],
    [
      "a heartbeat at another rate",
      rule({ scheduleExpression: "rate(1 day)" }, `${FINDINGS}-heartbeat`),
      "RULE_SCHEDULE_DIFFERS",
    ],
    ["a target that is gone", rule({ targets: [] }), "TARGET_MISSING"],
    [
      "a target without dead letters",
      (found) => rule({ targets: [{ arn: found.rules[FINDINGS]!.targets[0]!.arn }] })(found),
      "TARGET_DEAD_LETTERS_MISSING",
    ],
    [
      "a queue that is gone",
      (found) => ({ queues: { ...found.queues, [FINDINGS]: undefined } }),
      "QUEUE_MISSING",
    ],
    ["a queue policy that is gone", queue({ policy: undefined }), "QUEUE_POLICY_MISSING"],
    [
      "a queue policy for another rule",
      queue({
        policy: allow({ Service: "events.amazonaws.com" }, "sqs:SendMessage", {
          ArnEquals: { "aws:SourceArn": "arn:aws:events:eu-west-1:222222222222:rule/other" },
        }),
      }),
      "QUEUE_POLICY_MISSING",
    ],
    [
      "a queue policy that denies",
      queue({
        policy: allow({ Service: "events.amazonaws.com" }, "sqs:SendMessage", undefined, [
          { Effect: "Deny", Principal: "*", Action: "sqs:Send*", Resource: "*" },
        ]),
      }),
      "QUEUE_POLICY_MISSING",
    ],
    ["a redrive that is gone", queue({ deadLetterQueueArn: undefined }), "REDRIVE_MISSING"],
    ["dead letters of the function", queue({ messages: 3 }, `${FINDINGS}-dead`), "DEAD_LETTERS_WAITING"],
    ["dead letters of the rule", queue({ messages: 1 }, `${FINDINGS}-unsent`), "DEAD_LETTERS_WAITING"],
    ["a function that is gone", delivery({ function: undefined }), "FUNCTION_MISSING"],
    [
      "a function that failed",
      (found) => delivery({ function: { ...found.delivery.function, state: "Failed" } })(found),
      "FUNCTION_INACTIVE",
    ],
    [
      "a function that delivers elsewhere",
      delivery({ function: { state: "Active", environment: { ORGDUTY_FORMAT: "cef" } } }),
      "FUNCTION_SETTINGS_DIFFER",
    ],
    [
      "a target that rewrites events",
      (found) =>
        rule({ targets: found.rules[FINDINGS]!.targets.map((target) => ({ ...target, input: "{}" })) })(
          found,
        ),
      "TARGET_INPUT_DIFFERS",
    ],
    ["a mapping that is gone", delivery({ mapping: undefined }), "MAPPING_MISSING"],
    ["a mapping that is disabled", mapping({ state: "Disabled" }), "MAPPING_DISABLED"],
    ["a mapping that is being made", mapping({ state: "Creating" }), "PENDING"],
    ["a mapping that filters", mapping({ filters: ['{"body":{"none":["none"]}}'] }), "MAPPING_FILTERS"],
    ["a mapping that loses partial failures", mapping({ responseTypes: [] }), "MAPPING_SETTINGS_DIFFER"],
    ["a mapping at another rate", mapping({ maximumConcurrency: 1000 }), "MAPPING_SETTINGS_DIFFER"],
    ["another function on the queue", delivery({ otherConsumers: ["arn:other"] }), "QUEUE_SHARED"],
    [
      "a function that is throttled",
      (found) => delivery({ function: { ...found.delivery.function, reservedConcurrency: 0 } })(found),
      "FUNCTION_THROTTLED",
    ],
    ["an alarm that is gone", (found) => ({ alarms: found.alarms.slice(1) }), "ALARM_MISSING"],
    ["a secret that is gone", delivery({ secret: "missing" }), "SECRET_MISSING"],
    ["a secret without value", delivery({ secret: "empty" }), "SECRET_EMPTY"],
  ])("names %s", (_, change, reason) => {
    expect(gaps(change)).toMatchObject([{ account, region: "eu-west-1", plan: "FORWARDING", reason }]);
  });

  it("takes messages in the queue itself for work in progress", () => {
    expect(gaps(queue({ messages: 1000 }))).toEqual([]);
  });

  it("takes an idle function for healthy", () => {
    const idle: Change = (found) =>
      delivery({ function: { ...found.delivery.function, state: "Inactive" } })(found);
    expect(gaps(idle)).toEqual([]);
  });

  it("leaves a function more invocations at a time than the mapping starts", () => {
    const ample: Change = (found) =>
      delivery({ function: { ...found.delivery.function, reservedConcurrency: 100 } })(found);
    expect(gaps(ample)).toEqual([]);
  });

  it("says nothing of what could not be read", () => {
    const nothing: Change = (found) => ({
      rules: mapped(found.rules),
      queues: mapped(found.queues),
      delivery: { function: "unread", mapping: "unread", secret: "unread", lastDeliveryAt: "unread" },
      alarms: "unread",
    });
    expect(gaps(nothing)).toEqual([]);
  });

  it("reads the environment by the forwarder's own names", () => {
    expect(ENVIRONMENT).toMatchObject({
      format: "ORGDUTY_FORMAT",
      logRelay: "ORGDUTY_LOG_RELAY",
      secretName: "ORGDUTY_SECRET_NAME",
    });
  });
});

describe("Alarms", () => {
  const topicArn = `arn:aws:sns:us-east-1:${account}:soc`;
  const told = { ...regional, forwarding: { ...forwarding, alarmTopicArn: topicArn } };
  const first =
    (changes: object): Change =>
    (found) => ({
      alarms: found.alarms.map((alarm, index) => (index === 0 ? { ...alarm, ...changes } : alarm)),
    });

  it.each([{ actionsEnabled: false }, { actions: [] }, { actions: [topicArn] }])(
    "name one that does not tell the region's topic: %j",
    (changes) => expect(gaps(first(changes), told)).toMatchObject([{ reason: "ALARM_SILENT" }]),
  );

  it("may be silent where the config names no topic", () => {
    expect(gaps(first({ actionsEnabled: false }))).toEqual([]);
    expect(gaps(() => ({}), told)).toEqual([]);
  });
});

describe("Stalled delivery", () => {
  const now = Date.parse("2026-11-24T12:00:00Z");
  const minutesAgo = (minutes: number) => now - minutes * 60_000;
  function stalled(delivered: number | undefined, created: number, messages = 0) {
    const wanted = wantedPipeline(config, regional, "eu-west-1")!;
    const healthy = healthyPipeline(wanted);
    const lastDeliveryAt =
      delivered === undefined ? undefined : new Date(minutesAgo(delivered)).toISOString();
    const queues = {
      ...healthy.queues,
      [FINDINGS]: { ...healthy.queues[FINDINGS]!, createdAt: minutesAgo(created), messages },
    };
    const found = { ...healthy, queues, delivery: { ...healthy.delivery, lastDeliveryAt } };
    const all = pipelineGaps(wanted, found, { account, region: "eu-west-1" }, now);
    return all.map(({ reason }) => reason);
  }

  it.each<[string, Parameters<typeof stalled>]>([
    ["the last delivery is thirteen days old, and messages wait", [13 * 24 * 60, 99_999, 100_000]],
    ["three heartbeats went by without a delivery", [181, 99_999]],
    ["nothing was ever delivered", [undefined, 181]],
    ["messages wait for an hour longer than a heartbeat takes", [121, 99_999, 1]],
  ])("is a gap where %s", (_, times) => expect(stalled(...times)).toEqual(["DELIVERY_STALLED"]));

  it.each<[string, Parameters<typeof stalled>]>([
    ["the region is quiet between two heartbeats", [119, 99_999]],
    ["a heartbeat is under way", [61, 99_999, 1]],
    ["the deployment is fresh", [undefined, 170]],
    ["it was deployed anew", [13 * 24 * 60, 10, 1]],
  ])("is none where %s", (_, times) => expect(stalled(...times)).toEqual([]));

  it("leaves CloudWatch a quarter of an hour to show a metric", () => {
    const wanted = wantedPipeline(
      config,
      { ...regional, forwarding: { ...forwarding, heartbeatMinutes: 2 } },
      "eu-west-1",
    )!;
    const healthy = healthyPipeline(wanted);
    const at = (minutes: number) => {
      const lastDeliveryAt = new Date(minutesAgo(minutes)).toISOString();
      const found = { ...healthy, delivery: { ...healthy.delivery, lastDeliveryAt } };
      return pipelineGaps(wanted, found, { account, region: "eu-west-1" }, now).length;
    };
    expect([at(14), at(16)]).toEqual([0, 1]);
  });
});

describe("Customer key", () => {
  const regionalKey = KEY.replace("us-east-1", "eu-west-1");
  const grant = (action: string) => allow({ Service: "events.amazonaws.com" }, action);

  it("is read in the region's own copy", () => {
    expect(gaps(() => ({ keyPolicies: { [regionalKey]: grant("kms:*") } }), encrypted)).toEqual([]);
  });

  it("of another account is not asked for: KMS shows a policy in the key's own account only", () => {
    const foreign = KEY.replace("222222222222", "999999999999");
    const organization = { ...regional, forwarding: { ...forwarding, kmsKeyArn: foreign } };
    const wanted = wantedPipeline(config, organization, "eu-west-1")!;
    expect(wanted.queues.some(({ kmsKeyArn }) => kmsKeyArn)).toBe(false);
    expect(wanted.foreignKeyArn).toBe(foreign.replace("us-east-1", "eu-west-1"));
  });

  it("names each queue that EventBridge cannot encrypt for", () => {
    const keyPolicies = { [regionalKey]: grant("kms:Decrypt") };
    expect(gaps(() => ({ keyPolicies }), encrypted)).toMatchObject([
      { reason: "KEY_GRANT_MISSING", resource: `${FINDINGS}-unsent` },
      { reason: "KEY_GRANT_MISSING", resource: FINDINGS },
    ]);
  });
});

describe("Hub", () => {
  it("asks a region for no function, and for the hub's bus as target", () => {
    const wanted = wantedPipeline(config, hub, "eu-west-1")!;
    expect(wanted.delivery).toBeUndefined();
    expect(wanted.rules.map(({ targetArn }) => targetArn)).toEqual(
      Array(2).fill(`arn:aws:events:us-east-1:${account}:event-bus/${FINDINGS}`),
    );
    expect(gaps(() => ({}), hub)).toEqual([]);
  });

  it("asks the home region for the bus, its rule and the one function", () => {
    const wanted = wantedPipeline(config, hub, "us-east-1")!;
    expect(wanted.rules.map(({ name }) => name)).toEqual([
      FINDINGS,
      `${FINDINGS}-heartbeat`,
      `${FINDINGS}-hub`,
    ]);
    expect(wanted.queues.map(({ name }) => name)).toEqual([
      `${FINDINGS}-unsent`,
      `${FINDINGS}-hub`,
      `${FINDINGS}-hub-dead`,
      `${FINDINGS}-hub-unsent`,
    ]);
    expect(gaps(() => ({}), hub, "us-east-1")).toEqual([]);
  });

  it("names a bus that does not let the regions in", () => {
    expect(gaps(() => ({ busPolicy: "" }), hub, "us-east-1")).toMatchObject([
      { reason: "BUS_MISSING", found: "not allowed" },
    ]);
  });
});
