import { Callers } from "../../../local-aws/front-door/callers";
import { credentialScope } from "../../../local-aws/front-door/credential-scope";

describe("Callers", () => {
  it("knows the account in a key id, the role behind a key given out, and the management account for the rest", () => {
    const callers = new Callers();
    callers.setManagementAccount("aws", "111111111111");
    callers.setManagementAccount("aws-cn", "555555555555");
    callers.remember("ASIAX", {
      accountId: "222222222222",
      arn: "arn:aws:sts::222222222222:assumed-role/a/b",
    });
    expect(callers.callerOf("333333333333", "aws").accountId).toBe("333333333333");
    expect(callers.callerOf("AKIA333333333333", "aws").accountId).toBe("333333333333");
    expect(callers.callerOf("ASIAX", "aws").arn).toBe("arn:aws:sts::222222222222:assumed-role/a/b");
    expect(callers.callerOf("AKIAIOSFODNN7EXAMPLE", "aws").accountId).toBe("111111111111");
    expect(callers.callerOf("AKIAIOSFODNN7EXAMPLE", "aws-cn").arn).toBe("arn:aws-cn:iam::555555555555:root");
  });
});

describe("credentialScope", () => {
  const header =
    "AWS4-HMAC-SHA256 Credential=AKIA1/20261124/cn-north-1/sqs/aws4_request, SignedHeaders=host, Signature=ab";
  const scope = { accessKeyId: "AKIA1", region: "cn-north-1", service: "sqs" };

  it("reads a signature's header, or a presigned URL", () => {
    expect(credentialScope(header, new URLSearchParams())).toEqual(scope);
    const query = new URLSearchParams({ "X-Amz-Credential": "AKIA1/20261124/cn-north-1/sqs/aws4_request" });
    expect(credentialScope(undefined, query)).toEqual(scope);
  });

  it("finds none in an unsigned request", () => {
    expect(credentialScope(undefined, new URLSearchParams())).toBeUndefined();
    expect(credentialScope("Bearer x", new URLSearchParams())).toBeUndefined();
  });
});
