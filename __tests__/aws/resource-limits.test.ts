import { limitBreaches } from "../../aws/resource-limits";

describe("limitBreaches", () => {
  const many = (count: number, item: string) => Array.from({ length: count }, (_, n) => `${item}${n}`);
  const tags = (count: number) => Object.fromEntries(many(count, "tag").map((name) => [name, ""]));
  const inVpc = (subnets: number, groups: number) => ({
    vpc_config: [{ subnet_ids: many(subnets, "s"), security_group_ids: many(groups, "g") }],
  });

  it.each([
    ["aws_sqs_queue", { tags: tags(50) }, { tags: tags(51) }, /^51 tags of a resource, AWS takes 50/],
    ["aws_iam_role", { name: "r".repeat(64) }, { name: "r".repeat(65) }, /^65 characters of a role's name/],
    [
      "aws_iam_role_policy",
      { policy: "p".repeat(10_240) },
      { policy: "p".repeat(10_241) },
      /^10241 .* inline/,
    ],
    ["aws_iam_role", { tags: { Owner: "a" } }, { tags: { Owner: "a", owner: "b" } }, /called owner to IAM/],
    ["aws_lambda_function", inVpc(16, 5), inVpc(17, 5), /^17 subnets of a function, AWS takes 16/],
    ["aws_lambda_function", inVpc(16, 5), inVpc(16, 6), /^6 security groups of a function, AWS takes 5/],
    [
      "aws_lambda_function",
      { environment: { variables: { A: "v".repeat(4088) } } },
      { environment: { variables: { A: "v".repeat(4089) } } },
      /^4097 bytes of a function's environment/,
    ],
    [
      "aws_cloudwatch_event_rule",
      { event_pattern: "e".repeat(2048) },
      { event_pattern: "e".repeat(2049) },
      /^2049 characters of an event pattern/,
    ],
    [
      "aws_sqs_queue_policy",
      { policy: "p".repeat(8192) },
      { policy: "p".repeat(8193) },
      /^8193 .* queue's policy/,
    ],
  ])("%s: takes what fits, and names what does not with its source", (type, fits, over, message) => {
    expect(limitBreaches(type, fits)).toEqual([]);
    expect(limitBreaches(type, over)).toEqual([expect.stringMatching(message)]);
  });

  it("lets other resources have tags that differ in case, which only IAM ignores", () => {
    expect(limitBreaches("aws_sqs_queue", { tags: { Owner: "a", owner: "b" } })).toEqual([]);
  });

  it("counts the tags that a plan merges from the provider", () => {
    expect(limitBreaches("aws_sqs_queue", { tags: tags(1), tags_all: tags(51) })).toHaveLength(1);
  });
});
