import { hasState, resourcesIn } from "../../../../cli/commands/drift/resources-in";
import { redactPlan } from "../../../../plans-folder/redact";
import type { JsonObject } from "../../../../plans-folder/json-value";
import { TINY_ORGANIZATION } from "../../../terraform-runner/support/tiny-config";

const ENTRY = {
  name: "us-east-1",
  kind: "region",
  partition: "aws",
  region: "us-east-1",
  dependsOn: [],
} as const;

interface Change {
  readonly type?: string;
  readonly name?: string;
  readonly before: JsonObject;
  readonly after: JsonObject | null;
  readonly sensitive?: JsonObject;
}

/** A plan in refresh-only mode, as Terraform prints it. */
function planOf(changes: readonly Change[], provider = "aws.administrator"): JsonObject {
  const named = changes.map((change, index) => ({ type: "aws_sqs_queue", name: `n${index}`, ...change }));
  return {
    prior_state: { values: { root_module: { resources: [{ type: "aws_sqs_queue_policy" }] } } },
    configuration: {
      root_module: {
        resources: named.map(({ type, name }) => ({ type, name, provider_config_key: provider })),
      },
    },
    resource_drift: named.map(({ type, name, before, after, sensitive = {} }) => ({
      ...{ address: `${type}.${name}`, type, name, mode: "managed" },
      change: {
        ...{ actions: [after === null ? "delete" : "update"], before, after },
        ...{ before_sensitive: sensitive, after_sensitive: sensitive },
      },
    })),
  };
}

function drifted(plan: JsonObject, ignored: Record<string, string[]> = {}) {
  const refreshed = { plan, shown: redactPlan(plan), ignored: new Map(Object.entries(ignored)) };
  return resourcesIn({ entry: ENTRY, organization: TINY_ORGANIZATION, refreshed });
}

describe("resourcesIn", () => {
  it("names account, region, resource and each value as it was and as it is", () => {
    const before = { name: "findings", message_retention_seconds: 1209600, tags: null, policy: "" };
    const after = { name: "findings", message_retention_seconds: 60, tags: {}, policy: '{"a":1}' };
    expect(drifted(planOf([{ before, after }]))).toEqual([
      {
        ...{ stack: "us-east-1", account: "222222222222", region: "us-east-1", isGone: false },
        ...{ address: "aws_sqs_queue.n0", type: "aws_sqs_queue", name: "findings" },
        attributes: [{ path: "message_retention_seconds", was: "1209600", is: "60" }],
        ids: ["findings"],
        trail: { region: "us-east-1", filter: { key: "EventSource", value: "sqs.amazonaws.com" } },
      },
    ]);
  });

  it("tells a policy part by part", () => {
    const policy = (Principal: string) => ({
      name: "p",
      policy: JSON.stringify({ Statement: [{ Principal, Sid: "a" }] }),
    });
    const plan = planOf([{ type: "aws_iam_role_policy", before: policy("events"), after: policy("*") }]);
    expect(drifted(plan)[0]?.attributes).toEqual([
      { path: "policy.Statement[0].Principal", was: '"events"', is: '"*"' },
    ]);
  });

  it("counts a resource that was deleted outside", () => {
    const [one] = drifted(planOf([{ before: { name: "findings" }, after: null }]));
    expect(one).toMatchObject({ name: "findings", isGone: true, attributes: [] });
  });

  it("sees a changed secret and never shows it", () => {
    const sensitive = { secret_string: true };
    const [before, after] = [
      { secret_string: "hunter2", name: "s" },
      { secret_string: "hunter3", name: "s" },
    ];
    const found = drifted(planOf([{ type: "aws_secretsmanager_secret_version", before, after, sensitive }]));
    expect(found[0]?.attributes).toEqual([
      { path: "secret_string", was: "(sensitive value)", is: "(sensitive value)" },
    ]);
    expect(JSON.stringify(found)).not.toContain("hunter");
  });

  it("redacts what looks like a secret and is not marked as one", () => {
    const variables = (token: string) => ({
      environment: [{ variables: { relay_token: token } }],
      function_name: "f",
    });
    const plan = planOf([
      { type: "aws_lambda_function", before: variables("abc123"), after: variables("def456") },
    ]);
    expect(JSON.stringify(drifted(plan))).not.toMatch(/abc123|def456/);
    expect(drifted(plan)[0]?.attributes).toHaveLength(1);
  });

  it("is looked for in CloudTrail by names and ids, but not by the id of its own account", () => {
    const before = {
      account_id: "222222222222",
      id: "d1",
      arn: "arn:aws:guardduty:us-east-1:222222222222:detector/d1",
    };
    const plan = planOf([{ type: "aws_guardduty_detector", before, after: null }]);
    expect(drifted(plan)[0]?.ids).toEqual(["d1", before.arn]);
  });

  it("leaves out what the config leaves to others", () => {
    const [before, after] = [
      { email: "a@x", status: "Enabled" },
      { email: "b@x", status: "Enabled" },
    ];
    const plan = planOf([{ type: "aws_guardduty_member", before, after }]);
    expect(drifted(plan, { "aws_guardduty_member.n0": ["email", "invite"] })).toEqual([]);
    expect(drifted(plan, { "aws_guardduty_member.n1": ["email"] })).toHaveLength(1);
  });

  it.each([
    ["aws.management", "111111111111"],
    ["aws.administrator-home", "222222222222"],
    ["aws.log-archive", "333333333333"],
  ])("knows the account of %s", (provider, account) => {
    const plan = planOf([{ before: { name: "a" }, after: { name: "b" } }], provider);
    expect(drifted(plan)[0]?.account).toBe(account);
  });

  it("reads account and region from the ARN of a resource that has left the config", () => {
    const arn = "arn:aws:sqs:eu-west-1:444444444444:old";
    const plan = planOf([{ before: { arn, name: "old" }, after: null }]);
    expect(drifted({ ...plan, configuration: {} })[0]).toMatchObject({
      account: "444444444444",
      region: "eu-west-1",
    });
    expect(drifted({ ...planOf([{ before: {}, after: null }]), configuration: {} })[0]).not.toHaveProperty(
      "account",
    );
  });

  it("tells a stack that was never applied from one of which everything is gone", () => {
    const refreshed = (plan: JsonObject) => ({ plan, shown: plan, ignored: new Map() });
    expect(hasState(refreshed({}))).toBe(false);
    expect(hasState(refreshed({ prior_state: { values: { root_module: {} } } }))).toBe(false);
    expect(hasState(refreshed(planOf([])))).toBe(true);
    const { prior_state: _, ...empty } = planOf([{ before: {}, after: null }]);
    expect(hasState(refreshed(empty))).toBe(true);
  });
});
