import { evaluate } from "../../../aws/policy/evaluate";
import { sendingFor } from "../../../aws/policy/eventbridge-request";
import { parsePolicy } from "../../../aws/policy/parse-policy";
import { QUESTION_CASES } from "./question-cases";
import { documentOf, QUEUE_CASES } from "./queue-cases";

const place = {
  queue: "arn:aws:sqs:eu-west-1:222222222222:findings",
  rule: "arn:aws:events:eu-west-1:222222222222:rule/findings",
  account: "222222222222",
};

describe("A queue's policy", () => {
  it.each(QUEUE_CASES)("$answer: $what ($page)", (kase) => {
    const policy = parsePolicy(documentOf(kase, place));
    expect(evaluate(policy, sendingFor(place.rule, place.queue)).answer).toBe(kase.answer);
  });

  it("is tried with more than thirty cases, each from a page of AWS's documentation", () => {
    expect(QUEUE_CASES.length).toBeGreaterThan(30);
    for (const { page } of QUEUE_CASES) expect(page).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  });

  it("says which statements decide, and what could not be told", () => {
    const question = sendingFor(place.rule, place.queue);
    const allow = { Sid: "Open", Effect: "Allow", Principal: "*", Action: "sqs:*", Resource: place.queue };
    const deny = { ...allow, Sid: "Shut", Effect: "Deny" };
    const unsure = { ...deny, Sid: "Vpc", Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } };
    const decide = (...Statement: object[]) => {
      const { statements, doubts } = evaluate(parsePolicy({ Statement }), question);
      return [statements.map(({ sid }) => sid), doubts];
    };
    expect(decide(allow)).toEqual([["Open"], []]);
    expect(decide(allow, unsure, deny)).toEqual([["Shut"], []]);
    expect(decide(allow, unsure)).toEqual([
      ["Vpc"],
      ["statement Vpc: the condition StringEquals on aws:SourceVpce"],
    ]);
    expect(decide(unsure)).toEqual([[], []]);
    expect(evaluate(parsePolicy("["), question).doubts).toEqual(["the policy: it is no JSON"]);
  });
});

describe("A policy", () => {
  it.each(QUESTION_CASES)("$answer: $what ($page)", ({ answer, policy, question }) => {
    expect(evaluate(parsePolicy(policy), question).answer).toBe(answer);
  });
});
