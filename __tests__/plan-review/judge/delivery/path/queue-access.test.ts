import { documentOf, QUEUE_CASES } from "../../../../aws/policy/queue-cases";
import { against } from "../../../against";
import type { World } from "../../../case-world";
import { add, after, changeOf, expressionsOf } from "../../../edit-plan";

const QUEUE = "arn:aws:sqs:us-east-1:222222222222:case-guardduty-findings";
const PLACE = {
  queue: QUEUE,
  rule: "arn:aws:events:us-east-1:222222222222:rule/case-guardduty-findings",
  account: "222222222222",
};
const POLICY = ["us-east-1", "aws_sqs_queue_policy", "finding-delivery_queue"] as const;
const TARGET = ["us-east-1", "aws_cloudwatch_event_target", "finding-intake_findings"] as const;
const EVIDENCE = {
  no: /^: (no queue policy lets EventBridge in for the rule|the queue's policy refuses EventBridge: .+)$/,
  "cannot-tell": /^: it cannot be told whether the queue's policy lets EventBridge in for the rule: .+$/,
};
const broken = (edit: (world: World) => void) => against("OD-024", edit);

describe("A planned queue's policy", () => {
  it.each(QUEUE_CASES)("$answer: $what ($page)", (kase) => {
    const evidence = broken((world) => void (after(world, ...POLICY).policy = documentOf(kase, PLACE)));
    if (kase.answer === "yes") expect(evidence).toEqual([]);
    else expect(evidence).toEqual([expect.stringMatching(EVIDENCE[kase.answer])]);
  });

  it("says which part of which statement cannot be told", () => {
    const policy = JSON.stringify({
      Statement: {
        ...{ Sid: "Send", Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: QUEUE },
        Condition: { StringEquals: { "aws:SourceOrgID": "o-1" } },
      },
    });
    const [evidence] = broken((world) => void (after(world, ...POLICY).policy = policy));
    expect(evidence).toContain(": statement Send: the condition StringEquals on aws:SourceOrgID");
  });

  it("is asked about the queue that the target refers to, before its ARN is known", () => {
    const refers = (world: World) => {
      const { name } = changeOf(world, "us-east-1", "aws_sqs_queue", "finding-delivery_queue");
      delete after(world, ...TARGET).arn;
      expressionsOf(world, ...TARGET).arn = { references: [`aws_sqs_queue.${name}.arn`] };
    };
    expect(broken(refers)).toEqual([]);
    const another = (world: World) => {
      refers(world);
      const document = JSON.parse(after(world, ...POLICY).policy as string) as { Statement: object[] };
      const Statement = document.Statement.map((one) => ({ ...one, Resource: `${QUEUE}-other` }));
      after(world, ...POLICY).policy = JSON.stringify({ Statement });
    };
    expect(broken(another)).toEqual([": no queue policy lets EventBridge in for the rule"]);
  });

  it("is that of the queue that has its URL, at whatever address", () => {
    const url = "http://127.0.0.1:4566/222222222222/case-guardduty-findings";
    const evidence = (own: string) =>
      broken((world) => {
        after(world, "us-east-1", "aws_sqs_queue", "finding-delivery_queue").url = own;
        after(world, ...POLICY).queue_url = url;
      });
    expect(evidence(url)).toEqual([]);
    expect(evidence(`${url}-other`)).toEqual([": no queue policy lets EventBridge in for the rule"]);
  });

  it("cannot be told for a target of which neither ARN nor queue is known", () => {
    const evidence = broken((world) => void delete after(world, ...TARGET).arn);
    expect(evidence).toEqual([expect.stringMatching(EVIDENCE["cannot-tell"])]);
    expect(evidence[0]).toContain("the resource");
  });

  it("is not that of another queue, whatever that one allows", () => {
    const open = { Effect: "Allow", Principal: "*", Action: "sqs:*", Resource: "*" };
    const evidence = broken((world) => {
      after(world, ...POLICY).policy = JSON.stringify({ Statement: [] });
      const dead = ["us-east-1", "aws_sqs_queue_policy", "finding-delivery_dead"] as const;
      after(world, ...dead).policy = JSON.stringify({ Statement: open });
    });
    expect(evidence).toEqual([": no queue policy lets EventBridge in for the rule"]);
  });

  it("is named by the rule on readable policies if it cannot be read", () => {
    const evidence = against("OD-033", (world) => {
      add(world, "us-east-1", "aws_sqs_queue_policy", "typo", { policy: "{" });
    });
    expect(evidence).toEqual(["aws_sqs_queue_policy.typo: policy cannot be read: it is no JSON"]);
  });
});
