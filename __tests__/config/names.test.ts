import { arn, roleArn } from "../../aws/arn";
import { deliveryNames, MAX_NAME_LENGTH, resourceNames, s3StateKey } from "../../config/names";

describe("resourceNames", () => {
  it("fit the 64 characters of roles, rules and functions with the longest config name", () => {
    const config = { name: "a".repeat(MAX_NAME_LENGTH) };
    const { alarm: _, ...names } = resourceNames(config);
    for (const name of Object.values(names)) expect(name.length).toBeLessThanOrEqual(64);
    for (const topology of ["regional", "hub"] as const)
      expect(deliveryNames(config, topology).function.length).toBeLessThanOrEqual(64);
  });

  it("begin with the config's name, so that two configs share an account", () => {
    expect(resourceNames({ name: "acme" })).toMatchObject({
      rule: "acme-guardduty-findings",
    });
    expect(deliveryNames({ name: "acme" })).toMatchObject({
      queue: "acme-guardduty-findings",
      logGroup: "/aws/lambda/acme-guardduty-findings",
    });
    expect(resourceNames({ name: "acme" }).alarm("errors")).toBe("acme-guardduty-findings-errors");
  });

  it("keep queues and roles of one region apart", () => {
    const { targetDeadLetterQueue, hubTargetDeadLetterQueue, functionRole, busRole } = resourceNames({
      name: "a",
    });
    const own = (topology: "regional" | "hub") => {
      const { queue, deadLetterQueue } = deliveryNames({ name: "a" }, topology);
      return [queue, deadLetterQueue];
    };
    const queues = [...own("regional"), ...own("hub"), targetDeadLetterQueue, hubTargetDeadLetterQueue];
    expect(new Set(queues).size).toBe(6);
    expect(new Set([functionRole, busRole]).size).toBe(2);
  });
});

describe("deliveryNames", () => {
  it("are the hub's own, which another stack has than a region's", () => {
    const config = { name: "acme" };
    const { alarm, ...names } = deliveryNames(config, "hub");
    expect(names).toEqual({
      queue: "acme-guardduty-findings-hub",
      deadLetterQueue: "acme-guardduty-findings-hub-dead",
      function: "acme-guardduty-findings-hub",
      logGroup: "/aws/lambda/acme-guardduty-findings-hub",
    });
    expect(alarm("dead")).toBe("acme-guardduty-findings-hub-dead");
  });
});

describe("arn", () => {
  it("is of the given partition", () => {
    expect(
      arn({
        partition: "aws-cn",
        service: "sqs",
        region: "cn-north-1",
        account: "666666666666",
        resource: "q",
      }),
    ).toBe("arn:aws-cn:sqs:cn-north-1:666666666666:q");
  });

  it("leaves out what global services do not have", () => {
    expect(arn({ partition: "aws", service: "s3", resource: "bucket" })).toBe("arn:aws:s3:::bucket");
    expect(roleArn("aws", "111111111111", "plan")).toBe("arn:aws:iam::111111111111:role/plan");
  });
});

describe("states in S3", () => {
  it("are never shared by two configs", () => {
    expect(s3StateKey("acme", "us-east-1")).toBe("orgduty/acme/us-east-1.tfstate");
    expect(s3StateKey("acme", "us-east-1", "security")).toBe("security/acme/us-east-1.tfstate");
  });
});
