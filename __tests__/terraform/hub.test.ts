import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { copyOfExample, orgduty } from "../support/orgduty";

interface Change {
  readonly address: string;
  readonly type: string;
  readonly change: { readonly after: Readonly<Record<string, unknown>> };
}

/** Foundation and one region; all of the example's for `make test-all`. */
const REGIONS = process.env.ORGDUTY_TEST_ALL ? ["eu-central-1", "eu-west-1", "us-east-1"] : ["us-east-1"];

describe("the example of a hub, planned by real Terraform", () => {
  const { folder, config } = copyOfExample("hub");
  const plans = join(folder, "plans");
  const stacks = ["foundation-aws", ...REGIONS].flatMap((name) => ["--stack", name]);
  const planned = orgduty(["plan", "--offline", "--config", config, "--out", plans, ...stacks]);
  const changes = (stack: string, type: string) =>
    (
      JSON.parse(readFileSync(join(plans, stack, "plan.json"), "utf8")) as { resource_changes: Change[] }
    ).resource_changes.filter((change) => change.type === type);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("plans on the first day, in any order: no stack reads another's", () => {
    expect([planned.status, planned.stderr]).toEqual([0, expect.not.stringContaining("Error")]);
  });

  it("has one forwarder, in foundation", () => {
    expect(changes("foundation-aws", "aws_lambda_function")).toHaveLength(1);
    for (const region of REGIONS) expect(changes(region, "aws_lambda_function")).toEqual([]);
  });

  it("shows policies, targets and the role's reach in full, though nothing exists yet", () => {
    for (const { address, change } of [
      ...changes("foundation-aws", "aws_sqs_queue_policy"),
      ...changes("foundation-aws", "aws_cloudwatch_event_bus_policy"),
      ...changes("foundation-aws", "aws_iam_role_policy"),
      ...changes("us-east-1", "aws_sqs_queue_policy"),
    ])
      expect([address, change.after.policy]).toEqual([address, expect.stringContaining("2012-10-17")]);
    for (const { change } of changes("us-east-1", "aws_cloudwatch_event_target"))
      expect(change.after.arn).toBe(
        "arn:aws:events:eu-central-1:222222222222:event-bus/hub-guardduty-findings",
      );
  });
});
