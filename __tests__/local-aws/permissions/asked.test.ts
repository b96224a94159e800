import type { ApiModels } from "../../../local-aws/faults/api-models";
import type { Exchange } from "../../../local-aws/front-door/exchange";
import { askedBy, listOf } from "../../../local-aws/permissions/asked";

const models = {
  guardduty: { operations: { TagResource: { path: "/tags/{ResourceArn}" } } },
} as unknown as ApiModels;

function exchange(service: string, path: string, body = "", query = ""): Exchange {
  return {
    ...{ method: "POST", path, query: new URLSearchParams(query), headers: {}, service, region: "us-east-1" },
    ...{ partition: "aws", caller: { accountId: "222222222222", arn: "" } },
    body: () => Promise.resolve(Buffer.from(body)),
  };
}
const parameters = async (of: Exchange, service: string, operation: string) =>
  (await askedBy(of, { service, operation, protocol: "" }, models)).parameters;

describe("What a request asks for", () => {
  it("is in its path, query and body, each name with a capital letter", async () => {
    const arn = "arn:aws:guardduty:us-east-1:222222222222:detector/1";
    const tagging = exchange(
      "guardduty",
      `/tags/${encodeURIComponent(arn)}`,
      '{"tags":{"a":"b"}}',
      "dryRun=true",
    );
    expect(await parameters(tagging, "guardduty", "TagResource")).toEqual({
      ...{ ResourceArn: arn, Tags: { a: "b" }, DryRun: "true" },
    });
  });

  it("is in a form, with numbered lists", async () => {
    const form = exchange("iam", "/", "Action=TagRole&RoleName=r&TagKeys.member.1=a&TagKeys.member.2=b");
    const asked = await askedBy(form, { service: "iam", operation: "TagRole", protocol: "query" }, models);
    expect(asked.parameters.RoleName).toBe("r");
    expect(listOf(asked, "TagKeys")).toEqual(["a", "b"]);
  });

  it("is a bucket and a key for S3, whose bodies stay unread", async () => {
    const put = { ...exchange("s3", "/states/a/b.tfstate"), body: () => Promise.reject(new Error("read")) };
    expect(await parameters(put, "s3", "PutObject")).toEqual({ Bucket: "states", Key: "a/b.tfstate" });
  });
});
