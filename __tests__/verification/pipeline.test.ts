import type { OrganizationConfig } from "../../config/config";
import type { Region } from "../../config/regions";
import { ENVIRONMENT } from "../../lambda-src/finding-forwarder/environment";
import type { FoundPipeline } from "../../verification/found-pipeline";
import { pipelineGaps } from "../../verification/pipeline-gaps";
import { wantedPipeline } from "../../verification/wanted-pipeline";
import { acme } from "../support/fleet";
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

type Change = (found: FoundPipeline) => Partial<FoundPipeline>;

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
    ["a mapping that is gone", delivery({ mappingState: undefined }), "MAPPING_MISSING"],
    ["a mapping that is disabled", delivery({ mappingState: "Disabled" }), "MAPPING_DISABLED"],
    ["a mapping that is being made", delivery({ mappingState: "Creating" }), "PENDING"],
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

  it("reads the environment by the forwarder's own names", () => {
    expect(ENVIRONMENT).toMatchObject({
      format: "ORGDUTY_FORMAT",
      logRelay: "ORGDUTY_LOG_RELAY",
      secretName: "ORGDUTY_SECRET_NAME",
    });
  });
});

describe("Customer key", () => {
  const regionalKey = KEY.replace("us-east-1", "eu-west-1");
  const grant = (action: string) => allow({ Service: "events.amazonaws.com" }, action);

  it("is read in the region's own copy", () => {
    expect(gaps(() => ({ keyPolicies: { [regionalKey]: grant("kms:*") } }), encrypted)).toEqual([]);
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
      FINDINGS,
      `${FINDINGS}-dead`,
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
