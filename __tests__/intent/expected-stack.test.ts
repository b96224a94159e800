import { expectedResources, resolveReferences, UNKNOWN } from "../../intent/expected-stack";

const provider = {
  aws: [
    {
      alias: "administrator",
      region: "eu-west-1",
      allowed_account_ids: ["222222222222"],
      default_tags: [{ tags: { owner: "security" } }],
    },
  ],
};

function stack(resource: object, locals: object = {}) {
  return expectedResources("eu-west-1", JSON.stringify({ provider, resource, locals }));
}

describe("An expected stack", () => {
  it("gives each resource its place and attributes, without what only Terraform reads", () => {
    const lifecycle = { prevent_destroy: true, ignore_changes: ["email"] };
    const queue = { provider: "aws.administrator", name: "q", depends_on: ["x.y"], lifecycle };
    expect(stack({ aws_sqs_queue: { a: queue } })).toEqual([
      {
        ...{
          stack: "eu-west-1",
          address: "aws_sqs_queue.a",
          type: "aws_sqs_queue",
          attributes: { name: "q" },
        },
        ignoredChanges: ["email"],
        provider: {
          ...{ alias: "administrator", accountId: "222222222222", region: "eu-west-1" },
          defaultTags: { owner: "security" },
        },
      },
    ]);
  });

  it("makes a resource of each key of a local map", () => {
    const member = {
      ...{ provider: "aws.administrator", for_each: "${local.members_00}" },
      ...{ account_id: "${each.key}", email: "${each.value}" },
    };
    const found = stack(
      { aws_guardduty_member: { members_00: member } },
      { members_00: { "1": "a@b", "2": "c@d" } },
    );
    expect(found.map(({ address, attributes }) => [address, attributes])).toEqual([
      ['aws_guardduty_member.members_00["1"]', { account_id: "1", email: "a@b" }],
      ['aws_guardduty_member.members_00["2"]', { account_id: "2", email: "c@d" }],
    ]);
  });

  it("rejects a resource of a provider that it does not have", () => {
    expect(() => stack({ aws_sqs_queue: { a: { provider: "aws.other" } } })).toThrow("aws_sqs_queue.a");
  });
});

describe("References", () => {
  const lookup = (address: string, attribute: string) =>
    attribute === "id" ? UNKNOWN : `${address}/${attribute}`;

  it("are replaced wherever they stand", () => {
    const value = { url: "${aws_sqs_queue.a-b_1.url}", list: ["to ${aws_sqs_queue.a.arn}:*"], count: 3 };
    expect(resolveReferences(value, lookup)).toEqual({
      ...{ url: "aws_sqs_queue.a-b_1/url", list: ["to aws_sqs_queue.a/arn:*"], count: 3 },
    });
  });

  it("to what only AWS knows make the text unknown", () => {
    expect(resolveReferences(["${aws_x.y.id}", "of ${aws_x.y.id}"], lookup)).toEqual([UNKNOWN, UNKNOWN]);
  });

  it("that are escaped are text", () => {
    expect(resolveReferences("$${aws_x.y.arn} and %%{if}", lookup)).toBe("${aws_x.y.arn} and %{if}");
  });
});
