import type { ForwardingConfig } from "../../../config/config";
import type { Region } from "../../../config/regions";
import { authorization } from "../../../lambda-src/finding-forwarder/relay/https/authorization";
import { expectedGaps } from "../../../verification/compare/expected-gaps";
import { SECRET_MEMBERS } from "../../../lambda-src/finding-forwarder/relay/secret/secret-check";
import { healthGaps, type FoundHealth } from "../../../verification/compare/health-gaps";
import type { Live } from "../../../verification/read/live";
import { acmeWith, hub } from "../../support/forwarding-fleets";
import { allow, healthyRegion } from "./found";

const FINDINGS = "acme-guardduty-findings";
const ACCOUNT = "222222222222";
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/mrk-1`;
const now = Date.parse("2026-11-24T12:00:00Z");

type Healthy = ReturnType<typeof healthyRegion>;
type Change = (region: Healthy) => void | Partial<FoundHealth>;

function gaps(
  change: Change = () => undefined,
  forwarding: Partial<ForwardingConfig> = {},
  region: Region = "eu-west-1",
) {
  return gapsOf(healthyRegion(acmeWith(["us-east-1", "eu-west-1"], forwarding), region), change, region);
}

function gapsOf(healthy: Healthy, change: Change, region: string) {
  const health = { ...healthy.health, lastDeliveryAt: new Date(now).toISOString() };
  const changed = { ...health, ...change(healthy) };
  const { expected, live, organization } = healthy;
  const compared = expectedGaps(expected, live, { account: ACCOUNT, region }, { maximumConcurrency: 2 });
  const place = { account: ACCOUNT, region, plan: "FORWARDING" };
  const inHealth = healthGaps(expected, changed, organization.forwarding!, now);
  return [...compared, ...inHealth.map((gap) => ({ ...place, ...gap }))];
}

/** What is live, with some attributes otherwise. */
function edit(live: Live, type: string, key: string, changes: object): void {
  live.put(type, key, { ...(live.get(type, key) as object), ...changes });
}
const on =
  (type: string, key: string, changes: object | undefined): Change =>
  ({ live }) => {
    if (changes === undefined) live.put(type, key, undefined);
    else edit(live, type, key, changes);
  };
const rule = (changes: object | undefined) => on("aws_cloudwatch_event_rule", `default/${FINDINGS}`, changes);
const target = (changes: object | undefined) =>
  on("aws_cloudwatch_event_target", `default/${FINDINGS}/findings`, changes);
const queue = (changes: object | undefined) => on("aws_sqs_queue", FINDINGS, changes);
const policy = (text: string) => on("aws_sqs_queue_policy", FINDINGS, { policy: text });
const lambda = (changes: object | undefined) => on("aws_lambda_function", FINDINGS, changes);
const mapping = (changes: object | undefined) =>
  on("aws_lambda_event_source_mapping", `arn:aws:sqs:eu-west-1:${ACCOUNT}:${FINDINGS} ${FINDINGS}`, changes);
const schedule = (changes: object | undefined) =>
  on("aws_scheduler_schedule", `default/${FINDINGS}-heartbeat`, changes);
const scheduleTarget =
  (changes: object): Change =>
  (healthy) => {
    const { target } = healthy.live.get("aws_scheduler_schedule", `default/${FINDINGS}-heartbeat`) as {
      target: object;
    };
    return schedule({ target: { ...target, ...changes } })(healthy);
  };
const alarm = (changes: object | undefined) => on("aws_cloudwatch_metric_alarm", `${FINDINGS}-dead`, changes);
const queues =
  (name: string, messages: number): Change =>
  ({ health }) => ({ queues: { ...health.queues, [name]: { messages, createdAt: now } } });

describe("A region", () => {
  it("has no gap if everything is as declared", () => expect(gaps()).toEqual([]));

  it.each<[string, Change, string]>([
    ["a rule that is gone", rule(undefined), "RULE_MISSING"],
    ["a rule that is disabled", rule({ state: "DISABLED" }), "RULE_DISABLED"],
    [
      "a pattern that was edited",
      rule({ event_pattern: '{"source":["aws.guardduty"]}' }),
      "RULE_PATTERN_DIFFERS",
    ],
    [
      "a heartbeat at another rate",
      schedule({ schedule_expression: "rate(1 day)" }),
      "RULE_SCHEDULE_DIFFERS",
    ],
    ["a schedule that is gone", schedule(undefined), "SCHEDULE_MISSING"],
    ["a schedule that is disabled", schedule({ state: "DISABLED" }), "SCHEDULE_DISABLED"],
    ["a schedule that ends", schedule({ end_date: "2026-12-01T00:00:00Z" }), "SCHEDULE_DISABLED"],
    ["a schedule to elsewhere", scheduleTarget({ arn: "arn:aws:sqs:::a" }), "SCHEDULE_TARGET_DIFFERS"],
    ["a heartbeat of another type", scheduleTarget({ input: "{}" }), "SCHEDULE_TARGET_DIFFERS"],
    ["a schedule with another role", scheduleTarget({ role_arn: "arn:a" }), "SCHEDULE_TARGET_DIFFERS"],
    ["a target that is gone", target(undefined), "TARGET_MISSING"],
    ["a target elsewhere", target({ arn: "arn:aws:sqs:eu-west-1:222222222222:other" }), "TARGET_MISSING"],
    ["a target without dead letters", target({ dead_letter_config: {} }), "TARGET_DEAD_LETTERS_MISSING"],
    ["a target that rewrites events", target({ input: "{}" }), "TARGET_INPUT_DIFFERS"],
    [
      "a target that gives up early",
      target({ retry_policy: { maximum_event_age_in_seconds: 86_400 } }),
      "ATTRIBUTE_DIFFERS",
    ],
    ["a queue that is gone", queue(undefined), "QUEUE_MISSING"],
    ["a queue policy that is gone", on("aws_sqs_queue_policy", FINDINGS, undefined), "QUEUE_POLICY_MISSING"],
    [
      "a queue policy for another rule",
      policy(
        allow({ Service: "events.amazonaws.com" }, "sqs:SendMessage", {
          ArnEquals: { "aws:SourceArn": "arn:aws:events:eu-west-1:222222222222:rule/other" },
        }),
      ),
      "QUEUE_POLICY_MISSING",
    ],
    [
      "a queue policy that denies",
      policy(
        allow({ Service: "events.amazonaws.com" }, "sqs:SendMessage", undefined, [
          { Effect: "Deny", Principal: "*", Action: "sqs:Send*", Resource: "*" },
        ]),
      ),
      "QUEUE_POLICY_MISSING",
    ],
    ["a redrive that is gone", queue({ redrive_policy: undefined }), "REDRIVE_MISSING"],
    ["dead letters of the function", queues(`${FINDINGS}-dead`, 3), "DEAD_LETTERS_WAITING"],
    ["dead letters of the rule", queues(`${FINDINGS}-unsent`, 1), "DEAD_LETTERS_WAITING"],
    ["a function that is gone", lambda(undefined), "FUNCTION_MISSING"],
    ["a function that failed", () => ({ functions: { [FINDINGS]: "Failed" } }), "FUNCTION_INACTIVE"],
    ["a mapping that is gone", mapping(undefined), "MAPPING_MISSING"],
    ["a mapping that is disabled", mapping({ enabled: false }), "MAPPING_DISABLED"],
    ["a mapping that is being made", mapping({ enabled: "Creating" }), "PENDING"],
    [
      "a mapping that filters",
      mapping({ filter_criteria: { filter: ['{"body":{"none":["none"]}}'] } }),
      "MAPPING_FILTERS",
    ],
    [
      "a mapping that loses partial failures",
      mapping({ function_response_types: [] }),
      "MAPPING_SETTINGS_DIFFER",
    ],
    [
      "a mapping at another rate",
      mapping({ scaling_config: { maximum_concurrency: 1000 } }),
      "MAPPING_SETTINGS_DIFFER",
    ],
    [
      "another function on the queue",
      ({ live }) =>
        void live.unexpected.push({ reason: "QUEUE_SHARED", resource: FINDINGS, found: "arn:other" }),
      "QUEUE_SHARED",
    ],
    ["a function that is throttled", lambda({ reserved_concurrent_executions: 0 }), "FUNCTION_THROTTLED"],
    [
      "a function that has more than its share",
      lambda({ reserved_concurrent_executions: 100 }),
      "ATTRIBUTE_DIFFERS",
    ],
    ["an alarm that is gone", alarm(undefined), "ALARM_MISSING"],
    ["a secret that is gone", () => ({ secret: "missing" }), "SECRET_MISSING"],
    ["a secret without value", () => ({ secret: "empty" }), "SECRET_EMPTY"],
    ["a secret that is no JSON", () => ({ secret: "not JSON" }), "SECRET_NOT_JSON"],
    [
      "a secret with half a certificate",
      () => ({ secret: { members: ["token"], fault: "it has a clientKey without a clientCertificate" } }),
      "SECRET_INCOMPLETE",
    ],
    ["a secret without the token", () => ({ secret: { members: ["password"] } }), "SECRET_INCOMPLETE"],
  ])("names %s", (_, change, reason) => {
    expect(gaps(change)).toMatchObject([
      { account: ACCOUNT, region: "eu-west-1", plan: "FORWARDING", reason },
    ]);
  });

  it("takes messages in the queue itself for work in progress", () => {
    expect(gaps(queues(FINDINGS, 1000))).toEqual([]);
  });

  it("takes an idle function for healthy", () => {
    expect(gaps(() => ({ functions: { [FINDINGS]: "Inactive" } }))).toEqual([]);
  });

  it("names a variable of the function that no stack sets, and not its value", () => {
    const change: Change = ({ live }) => {
      const { environment } = live.get("aws_lambda_function", FINDINGS) as {
        environment: { variables: object };
      };
      const variables = { ...environment.variables, NODE_OPTIONS: "--require ./secret.js" };
      edit(live, "aws_lambda_function", FINDINGS, { environment: { variables } });
    };
    const [gap, ...others] = gaps(change);
    expect(others).toEqual([]);
    expect(gap).toMatchObject({ attribute: "environment.variables.NODE_OPTIONS", wanted: "none" });
    expect(gap).toMatchObject({ resourceType: "aws_lambda_function", resource: FINDINGS });
    expect(JSON.stringify(gap)).not.toContain("secret.js");
  });

  it("says nothing of what could not be read", () => {
    const nothing: Change = ({ expected, live }) => {
      for (const { type, attributes } of expected) live.put(type, String(attributes.name), "unread");
      const unread = Object.fromEntries(
        Object.keys({ [FINDINGS]: 0, [`${FINDINGS}-dead`]: 0 }).map((name) => [name, "unread" as const]),
      );
      return {
        queues: unread,
        functions: { [FINDINGS]: "unread" },
        secret: "unread",
        lastDeliveryAt: "unread",
      };
    };
    expect(gaps(nothing)).toEqual([]);
  });

  it("knows what the forwarder wants of the secret", () => {
    for (const [method, members] of Object.entries(SECRET_MEMBERS)) {
      const ask = (secret: object) => () => authorization(method as "basic", secret, Buffer.alloc(0), 0);
      expect(ask(Object.fromEntries(members.map((name) => [name, "x"])))).not.toThrow();
      for (const missing of members)
        expect(
          ask(Object.fromEntries(members.filter((name) => name !== missing).map((name) => [name, "x"]))),
        ).toThrow();
    }
  });
});

describe("Alarms", () => {
  const topic = (region: string) => `arn:aws:sns:${region}:${ACCOUNT}:soc`;
  const told = { alarmTopicArn: topic("us-east-1") };

  it.each([{ actions_enabled: false }, { alarm_actions: [] }, { alarm_actions: [topic("us-east-1")] }])(
    "name one that does not tell the region's topic: %j",
    (changes) => expect(gaps(alarm(changes), told)).toMatchObject([{ reason: "ALARM_SILENT" }]),
  );

  it("tell the region's own topic", () => expect(gaps(() => undefined, told)).toEqual([]));

  it("name a threshold that was raised", () => {
    expect(gaps(alarm({ threshold: 1_000_000 }))).toMatchObject([
      { reason: "ATTRIBUTE_DIFFERS", attribute: "threshold", wanted: "0", found: "1000000" },
    ]);
  });
});

describe("Stalled delivery", () => {
  const at = (minutes: number) => now - minutes * 60_000;
  function stalled(delivered: number | undefined, created: number, messages = 0, heartbeatMinutes = 60) {
    const lastDeliveryAt = delivered === undefined ? undefined : new Date(at(delivered)).toISOString();
    const change: Change = ({ health }) => ({
      queues: { ...health.queues, [FINDINGS]: { createdAt: at(created), messages } },
      ...({ lastDeliveryAt } as { lastDeliveryAt?: string }),
    });
    return gaps(change, { heartbeatMinutes }).map(({ reason }) => reason);
  }

  it.each<[string, Parameters<typeof stalled>]>([
    ["the last delivery is thirteen days old, and messages wait", [13 * 24 * 60, 99_999, 100_000]],
    ["three heartbeats went by without a delivery", [181, 99_999]],
    ["nothing was ever delivered", [undefined, 181]],
    ["messages wait for an hour longer than a heartbeat takes", [121, 99_999, 1]],
    ["CloudWatch had a quarter of an hour to show a metric", [16, 99_999, 0, 2]],
  ])("is a gap if %s", (_, times) => expect(stalled(...times)).toEqual(["DELIVERY_STALLED"]));

  it.each<[string, Parameters<typeof stalled>]>([
    ["the region is quiet between two heartbeats", [119, 99_999]],
    ["a heartbeat is under way", [61, 99_999, 1]],
    ["the deployment is fresh", [undefined, 170]],
    ["it was deployed anew", [13 * 24 * 60, 10, 1]],
    ["CloudWatch may not show the metric yet", [14, 99_999, 0, 2]],
  ])("is none if %s", (_, times) => expect(stalled(...times)).toEqual([]));
});

describe("Customer key", () => {
  const regionalKey = KEY.replace("us-east-1", "eu-west-1");
  const role = { AWS: `arn:aws:iam::${ACCOUNT}:role/${FINDINGS}-forwarder` };
  const forwarder = { Effect: "Allow", Principal: role, Action: "kms:*", Resource: "*" };
  const grant = (action: string, others: object[] = [forwarder]) =>
    allow({ Service: "events.amazonaws.com" }, action, undefined, others);

  it("is read in the region's own copy", () => {
    expect(gaps(() => ({ keyPolicies: { [regionalKey]: grant("kms:*") } }), { kmsKeyArn: KEY })).toEqual([]);
  });

  it("names the forwarder's role if it cannot decrypt", () => {
    const keyPolicies = { [regionalKey]: grant("kms:*", []) };
    expect(gaps(() => ({ keyPolicies }), { kmsKeyArn: KEY })).toMatchObject([
      { reason: "KEY_GRANT_MISSING", resource: `${FINDINGS}-forwarder` },
    ]);
  });

  it("names a principal of another account", () => {
    const stranger = { ...forwarder, Principal: { AWS: "999999999999" }, Action: "kms:Decrypt" };
    const keyPolicies = { [regionalKey]: grant("kms:*", [forwarder, stranger]) };
    expect(gaps(() => ({ keyPolicies }), { kmsKeyArn: KEY })).toMatchObject([
      { reason: "NOT_EXPECTED", resource: `${regionalKey} for 999999999999`, found: "kms:Decrypt" },
    ]);
  });

  it.each(["Disabled", "PendingDeletion", "missing"])("is a gap if it is %s", (found) => {
    const keyStates = { [regionalKey]: found };
    expect(gaps(() => ({ keyStates }), { kmsKeyArn: KEY })).toMatchObject([
      { reason: "KEY_UNUSABLE", resource: regionalKey, wanted: "Enabled", found },
    ]);
  });

  it.each(["Enabled", "Updating", "unread"])("is no gap if its state is %s", (state) => {
    expect(gaps(() => ({ keyStates: { [regionalKey]: state } }), { kmsKeyArn: KEY })).toEqual([]);
  });

  it("names each queue that EventBridge cannot encrypt for", () => {
    const keyPolicies = { [regionalKey]: grant("kms:Decrypt") };
    const found = gaps(() => ({ keyPolicies }), { kmsKeyArn: KEY }).map(({ reason, resource }) => [
      reason,
      resource,
    ]);
    expect(found.sort()).toEqual([
      ["KEY_GRANT_MISSING", FINDINGS],
      ["KEY_GRANT_MISSING", `${FINDINGS}-unsent`],
    ]);
  });
});

describe("Hub", () => {
  const of = (region: Region) => healthyRegion(hub(), region);
  const typesIn = (region: Region) => new Set(of(region).expected.map(({ type }) => type));

  it("asks a region behind it for no function, but for the role that puts events on the bus", () => {
    expect([...typesIn("eu-west-1")].filter((type) => /lambda|_bus$|iam_role$/.test(type))).toEqual([
      "aws_iam_role",
    ]);
    expect(gapsOf(of("eu-west-1"), () => undefined, "eu-west-1")).toEqual([]);
  });

  it("asks the home region for the bus and the one function", () => {
    const types = typesIn("eu-central-1");
    expect(
      ["aws_cloudwatch_event_bus", "aws_lambda_function"].filter((type) => types.has(type)),
    ).toHaveLength(2);
    expect(gapsOf(of("eu-central-1"), () => undefined, "eu-central-1")).toEqual([]);
  });

  it("names a bus that does not let the regions in", () => {
    const shut = on("aws_cloudwatch_event_bus_policy", "hub-guardduty-findings", { policy: "" });
    expect(gapsOf(of("eu-central-1"), shut, "eu-central-1")).toMatchObject([{ reason: "BUS_MISSING" }]);
  });
});
