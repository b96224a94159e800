import { forwardingArnsAreInPartition } from "../../../../config/rules/forwarding/forwarding-arns-are-in-partition";
import { RELAY, findings } from "../../valid-document";

describe("forwardingArnsAreInPartition", () => {
  const alarmTopicArn = "arn:aws:sns:us-east-1:222222222222:alarms";

  it("rejects a topic that a partition cannot reach", () => {
    expect(
      findings(forwardingArnsAreInPartition, { forwarding: { logRelay: RELAY, alarmTopicArn } }),
    ).toEqual(["forwarding.alarmTopicArn: is of partition aws, but holds for organizations.aws-cn"]);
  });

  it("accepts a topic of its own for each partition", () => {
    const own = { alarmTopicArn: "arn:aws-cn:sns:cn-north-1:666666666666:alarms" };
    const changes = {
      forwarding: { logRelay: RELAY, alarmTopicArn },
      "organizations.aws-cn.forwarding": own,
    };
    expect(findings(forwardingArnsAreInPartition, changes)).toEqual([]);
  });
});
