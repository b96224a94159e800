import { eventHistoryLink } from "../../aws/console-links";

describe("eventHistoryLink", () => {
  it("names the region and one filter, in each partition's own console", () => {
    expect(eventHistoryLink("eu-west-1", { key: "EventSource", value: "sqs.amazonaws.com" })).toBe(
      "https://eu-west-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-west-1#/events?EventSource=sqs.amazonaws.com",
    );
    expect(eventHistoryLink("cn-north-1", { key: "ResourceName", value: "a role" })).toBe(
      "https://cn-north-1.console.amazonaws.cn/cloudtrailv2/home?region=cn-north-1#/events?ResourceName=a%20role",
    );
  });

  it("lets no name out of its place", () => {
    const { hash } = new URL(
      eventHistoryLink("us-east-1", { key: "ResourceName", value: "x&Username=me\n#/" }),
    );
    expect(hash).toBe("#/events?ResourceName=x%26Username%3Dme%0A%23%2F");
  });
});
