import { shutOutOf } from "../../../verification/compare/asked-policies";
import { documentOf, QUEUE_CASES } from "../../aws/policy/queue-cases";

const account = "222222222222";
const QUEUE = `arn:aws:sqs:eu-west-1:${account}:acme-guardduty-findings`;
const RULE = `arn:aws:events:eu-west-1:${account}:rule/acme-guardduty-findings`;
const BUS = `arn:aws:events:eu-west-1:${account}:event-bus/acme`;
const ROLE = `arn:aws:iam::${account}:role/acme-to-hub`;

const declared = JSON.stringify({
  Statement: [
    {
      ...{ Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sqs:SendMessage" },
      ...{ Resource: QUEUE, Condition: { ArnEquals: { "aws:SourceArn": [RULE] } } },
    },
  ],
});

describe("A live queue's policy", () => {
  it.each(QUEUE_CASES)("$answer: $what ($page)", (kase) => {
    const policy = documentOf(kase, { queue: QUEUE, rule: RULE, account });
    expect(shutOutOf(declared, policy)).toEqual(kase.answer === "no" ? [RULE] : []);
  });

  it("lets nobody in if there is none", () => {
    expect(shutOutOf(declared, undefined)).toEqual([RULE]);
  });
});

describe("A live bus's policy", () => {
  const putting = { Effect: "Allow", Principal: { AWS: ROLE }, Action: "events:PutEvents", Resource: BUS };
  const wanted = JSON.stringify({ Statement: [putting] });
  it.each([
    ["lets the role in", putting, []],
    ["lets the role's account in", { ...putting, Principal: { AWS: account } }, []],
    ["names another bus", { ...putting, Resource: `${BUS}-other` }, [ROLE]],
  ])("%s", (_, statement, shutOut) => {
    expect(shutOutOf(wanted, JSON.stringify({ Statement: statement }))).toEqual(shutOut);
  });
});
