import { REGIONS } from "../../config/regions";
import { stackList } from "../../config/stack-list";
import { completed } from "./checked";

describe("stackList", () => {
  it("puts a partition's foundation first, then its canary region, then the others", () => {
    const changes = {
      "organizations.aws.canaryRegion": "us-east-2",
      regions: ["us-east-1", "us-east-2", "eu-west-1"],
    };
    const stacks = stackList(completed({ ...changes, "organizations.aws-cn": undefined }));
    expect(stacks.map(({ name, dependsOn }) => [name, ...dependsOn])).toEqual([
      ["foundation-aws"],
      ["us-east-2", "foundation-aws"],
      ["eu-west-1", "foundation-aws", "us-east-2"],
      ["us-east-1", "foundation-aws", "us-east-2"],
    ]);
  });

  it("has every region and two foundations for two whole organizations, none depending on the other partition's", () => {
    const stacks = stackList(completed());
    expect(stacks).toHaveLength(REGIONS.length + 2);
    const china = stacks.filter(({ partition }) => partition === "aws-cn");
    expect(china.map(({ name, dependsOn }) => [name, ...dependsOn])).toEqual([
      ["foundation-aws-cn"],
      ["cn-north-1", "foundation-aws-cn"],
    ]);
  });
});
