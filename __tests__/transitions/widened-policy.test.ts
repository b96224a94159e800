import { widenedPolicy } from "../../transitions/widened-policy";

const policy = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const take = (...Resource: string[]) => ({
  Sid: "Take",
  Effect: "Allow",
  Action: ["sqs:ReceiveMessage"],
  Resource,
});
const widened = (before: string, after: string) =>
  (JSON.parse(widenedPolicy(before, after)) as { Statement: object[] }).Statement;

describe("widenedPolicy", () => {
  it("unites the resources of statements that are the same otherwise", () => {
    expect(widened(policy(take("hub")), policy(take("a", "b")))).toEqual([take("a", "b", "hub")]);
  });

  it("keeps what only one of them allows, under Sids that are unique", () => {
    const other = { ...take("hub"), Action: ["sqs:DeleteMessage"] };
    const more = { Sid: "Secret", Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: "s" };
    expect(widened(policy(other, more), policy(take("a")))).toEqual([
      take("a"),
      { ...other, Sid: "TakeBefore" },
      more,
    ]);
  });

  it("is the same once it was widened already: a run that was killed is repeated", () => {
    const once = widenedPolicy(policy(take("hub")), policy(take("a")));
    expect(widenedPolicy(once, policy(take("a")))).toBe(once);
  });
});
