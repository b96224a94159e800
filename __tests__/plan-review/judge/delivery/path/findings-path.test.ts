import { caseWorld, reviewWorld } from "../../../case-world";
import { add, after } from "../../../edit-plan";

describe("The findings' path", () => {
  it("goes from a rule to the log relay in each region", () => {
    const [china, east] = reviewWorld(caseWorld("first-day")).findingsPaths;
    expect(east).toEqual({
      region: "us-east-1",
      rule: "aws_cloudwatch_event_rule.finding-intake_findings_60BAC00C",
      filter: '{"severity":[{"numeric":[">=",4]}]}',
      target: "a queue",
      queues: [
        "case-guardduty-findings: 14 days, SSE-SQS",
        "case-guardduty-findings-dead: 14 days, SSE-SQS, dead letters",
        "case-guardduty-findings-unsent: 14 days, SSE-SQS, dead letters",
      ],
      function: "aws_lambda_function.finding-delivery_forwarder_2EF13CFB",
      relay: "https://relay.case.example/in",
      alarms: 9,
      suppressions: [],
      lists: [],
      exportTo: "",
    });
    expect(china?.relay).toBe("syslog://relay.case.example.cn:6514 over TLS");
  });

  it("goes on in the foundation where there is a hub", () => {
    const [path] = reviewWorld(caseWorld("hub")).findingsPaths;
    expect(path).toMatchObject({
      target: "the hub's bus",
      relay: "syslog://relay.case.internal:6514 over TLS",
    });
    expect(path?.queues).toHaveLength(4);
    expect(path?.queues[0]).toContain("key/mrk-0123456789abcdef0123456789abcdef");
  });

  it("is empty where nothing is forwarded", () => {
    expect(reviewWorld(caseWorld("changes")).findingsPaths).toEqual([
      {
        ...{
          region: "us-east-1",
          rule: "",
          filter: "",
          target: "",
          queues: [],
          function: "",
          relay: "",
          alarms: 0,
        },
        ...{ suppressions: [], lists: [], exportTo: "" },
      },
    ]);
  });

  it("tells what is suppressed, trusted and exported", () => {
    const world = caseWorld("first-day");
    const low = { field: "severity", less_than: "4", equals: null };
    const type = { field: "type", equals: ["Recon:EC2/Portscan", "Recon:EC2/PortProbe"], less_than: "" };
    const filter = {
      name: "scanner",
      rank: 1,
      action: "ARCHIVE",
      finding_criteria: [{ criterion: [type, low] }],
    };
    add(world, "us-east-1", "aws_guardduty_filter", "a", filter);
    add(world, "us-east-1", "aws_guardduty_ipset", "b", { name: "office", activate: true });
    add(world, "us-east-1", "aws_guardduty_threatintelset", "c", { name: "feed", activate: true });
    add(world, "us-east-1", "aws_guardduty_publishing_destination", "d", {
      destination_arn: "arn:aws:s3:::a",
    });
    expect(reviewWorld(world).findingsPaths[1]).toMatchObject({
      suppressions: ["1. scanner: type equals Recon:EC2/Portscan|Recon:EC2/PortProbe; severity less_than 4"],
      lists: ["office (trusted)", "feed (threat)"],
      exportTo: "arn:aws:s3:::a",
    });
  });

  it("has no rule where the rule is disabled", () => {
    const world = caseWorld("first-day");
    after(world, "us-east-1", "aws_cloudwatch_event_rule", "finding-intake_findings").state = "DISABLED";
    expect(reviewWorld(world).findingsPaths[1]?.rule).toBe("");
  });

  it("names every target, and everything that a rule's pattern narrows", () => {
    const world = caseWorld("first-day");
    const rule = after(world, "us-east-1", "aws_cloudwatch_event_rule", "finding-intake_findings");
    rule.event_pattern = JSON.stringify({ source: ["aws.guardduty"], account: ["222222222222"] });
    for (const [name, arn] of [
      ["bus", "arn:aws:events:us-east-1:999999999999:event-bus/x"],
      ["like", "arn:aws:sqs:us-east-1:999999999999:case-guardduty-findings"],
      ["later", undefined],
    ] as const)
      add(world, "us-east-1", "aws_cloudwatch_event_target", name, { rule: rule.name, arn });
    expect(reviewWorld(world).findingsPaths[1]).toMatchObject({
      filter: '{"account":["222222222222"]}',
      target:
        "a queue, arn:aws:events:us-east-1:999999999999:event-bus/x, " +
        "arn:aws:sqs:us-east-1:999999999999:case-guardduty-findings, a target known only after apply",
    });
  });
});
