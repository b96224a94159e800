import {
  driftDocument,
  driftText,
  exitCodeOf,
  type DriftReport,
} from "../../../../cli/commands/drift/drift-report";
import type { DriftedResource } from "../../../../cli/commands/drift/drifted-resource";
import { trailOf } from "../../../../cli/commands/drift/trail-of";
import { tinyConfig } from "../../../terraform-runner/support/tiny-config";

const NOW = "2026-11-27T12:00:00.000Z";
const CONTEXT = { mode: { kind: "live" }, config: tinyConfig("orgduty.yaml", ["us-east-1"]) } as const;

function queue(changed: Partial<DriftedResource> = {}): DriftedResource {
  return {
    ...{ stack: "us-east-1", account: "222222222222", region: "us-east-1", isGone: false },
    ...{ address: "aws_sqs_queue.a", type: "aws_sqs_queue", name: "findings" },
    attributes: [{ path: "message_retention_seconds", was: "1209600", is: "60" }],
    ids: ["findings"],
    trail: trailOf("aws_sqs_queue", "findings", "us-east-1"),
    ...changed,
  };
}

function report(changed: Partial<DriftReport> = {}): DriftReport {
  const line = { checkedAt: NOW, stacks: ["us-east-1"], unread: [], drift: {} };
  return { line, drifted: [], withoutResources: [], strays: [], unread: [], events: new Map(), ...changed };
}

describe("a drift report", () => {
  it("names account, region, resource, both values and CloudTrail", () => {
    expect(driftText(report({ drifted: [queue()] }), CONTEXT)).toBe(
      [
        "1 resource was changed outside Terraform:",
        "",
        "222222222222 us-east-1",
        "  aws_sqs_queue.a (findings)",
        "    message_retention_seconds: 1209600 -> 60",
        "    who might have: https://us-east-1.console.aws.amazon.com/cloudtrailv2/home?region=us-east-1#/events?EventSource=sqs.amazonaws.com",
      ].join("\n"),
    );
  });

  it("says what is gone, since when it is known, and which stacks have nothing in their states", () => {
    const drifted = [queue({ isGone: true, attributes: [] }), queue({ account: undefined, stack: "x" })];
    const seen = "2026-11-20T12:00:00.000Z";
    const line = { ...report().line, drift: { "us-east-1 aws_sqs_queue.a": seen, "x aws_sqs_queue.a": NOW } };
    const text = driftText(report({ drifted, line, withoutResources: ["eu-west-1"] }), CONTEXT);
    expect(text).toContain(`  aws_sqs_queue.a (findings) is gone, first seen ${seen}\n`);
    expect(text).toContain(
      "an account that the state does not name us-east-1\n  aws_sqs_queue.a (findings)\n",
    );
    expect(text).toContain("\ntheir states hold nothing here: eu-west-1");
  });

  it("says that nothing was changed, and names a region that has left the config", () => {
    const strays = [{ stack: "eu-west-1", file: "eu-west-1.tfstate" }];
    expect(driftText(report({ strays }), CONTEXT)).toBe(
      "nothing was changed outside Terraform in 1 stack\n" +
        "eu-west-1 is not in the config, but its state eu-west-1.tfstate holds resources\n" +
        "  fix: ./orgduty destroy --stack eu-west-1, or put it back into the config",
    );
  });

  it("shows what nobody could see in a name or a value, and no colour", () => {
    const attributes = [{ path: "tags.\u202ename", was: '"a"', is: '"\u001b[31mred\u001b[0m"' }];
    const one = queue({ name: "x\u200b", attributes });
    const invisible = /[\p{Cc}\u200b\u202e]/u;
    expect(driftText(report({ drifted: [one] }), CONTEXT).replaceAll("\n", "")).not.toMatch(invisible);
    expect(JSON.stringify(driftDocument(report({ drifted: [one] })))).not.toMatch(/\\u001b|[\u200b\u202e]/);
  });

  it("names who changed it and when, or why CloudTrail does not say", () => {
    const at = "2026-11-27T11:00:00.000Z";
    const by = {
      at,
      name: "SetQueueAttributes",
      who: "arn:aws:sts::222222222222:assumed-role/Admin/\u200bmallory",
    };
    const key = "us-east-1 aws_sqs_queue.a";
    const known = report({ drifted: [queue()], events: new Map([[key, [by]]]) });
    expect(driftText(known, CONTEXT)).toContain(
      `    ${at} SetQueueAttributes by arn:aws:sts::222222222222:assumed-role/Admin/⟨U+200B⟩mallory\n    who might have: https`,
    );
    expect(driftDocument(known)).toMatchObject({ drift: [{ events: [{ at, name: "SetQueueAttributes" }] }] });
    const refused = report({ drifted: [queue()], events: new Map([[key, "AccessDeniedException: no"]]) });
    expect(driftText(refused, CONTEXT)).toContain(
      "    CloudTrail could not be read: AccessDeniedException: no\n",
    );
    expect(driftDocument(refused)).toMatchObject({ drift: [{ eventsUnread: "AccessDeniedException: no" }] });
  });

  it("does not say that nothing was changed if nothing was read, and keeps the lines of why", () => {
    const line = { ...report().line, stacks: [] };
    const unread = ["us-east-1: terraform plan failed\nError: \u200bno"];
    expect(driftText(report({ line, unread }), CONTEXT)).toBe("no stack could be read");
    expect(driftDocument(report({ line, unread }))).toMatchObject({
      unread: [["us-east-1: terraform plan failed", "Error: ⟨U+200B⟩no"]],
    });
  });

  it("is a document", () => {
    expect(
      driftDocument(
        report({
          drifted: [queue()],
          line: { ...report().line, drift: { "us-east-1 aws_sqs_queue.a": NOW } },
        }),
      ),
    ).toEqual({
      ...{
        schemaVersion: 1,
        checkedAt: NOW,
        stacks: ["us-east-1"],
        withoutResources: [],
        strayStates: [],
        unread: [],
      },
      drift: [
        {
          ...{
            stack: "us-east-1",
            account: "222222222222",
            region: "us-east-1",
            isGone: false,
            firstSeenAt: NOW,
          },
          ...{ address: "aws_sqs_queue.a", type: "aws_sqs_queue", name: "findings" },
          attributes: [{ path: "message_retention_seconds", was: "1209600", is: "60" }],
          cloudTrail: expect.stringContaining("#/events?EventSource=sqs.amazonaws.com"),
        },
      ],
    });
  });

  it("ends with 3 on drift and on a region left behind, 0 on neither, 1 if something was not read", () => {
    expect(exitCodeOf(report())).toBe(0);
    expect(exitCodeOf(report({ withoutResources: ["eu-west-1"] }))).toBe(0);
    expect(exitCodeOf(report({ drifted: [queue()] }))).toBe(3);
    expect(exitCodeOf(report({ strays: [{ stack: "a", file: "b" }] }))).toBe(3);
    expect(exitCodeOf(report({ drifted: [queue()], unread: ["us-east-2: denied"] }))).toBe(1);
  });
});

describe("trailOf", () => {
  it.each([
    ["aws_iam_role", "eu-west-1", "us-east-1", "ResourceName", "n"],
    ["aws_iam_role", "cn-north-1", "cn-north-1", "ResourceName", "n"],
    ["aws_lambda_function", "eu-west-1", "eu-west-1", "ResourceName", "n"],
    ["aws_cloudwatch_event_rule", "eu-west-1", "eu-west-1", "EventSource", "events.amazonaws.com"],
    ["aws_cloudwatch_metric_alarm", "eu-west-1", "eu-west-1", "EventSource", "monitoring.amazonaws.com"],
    ["aws_guardduty_member", "eu-west-1", "eu-west-1", "EventSource", "guardduty.amazonaws.com"],
    ["aws_unknown_thing", "eu-west-1", "eu-west-1", "ResourceName", "n"],
  ])("finds %s in %s by what CloudTrail knows", (type, region, at, key, value) => {
    expect(trailOf(type, "n", region)).toEqual({ region: at, filter: { key, value } });
  });
});
