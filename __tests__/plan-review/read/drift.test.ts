import { driftIn } from "../../../plan-review/read/drift";

const change = (before: object, after: object) => ({
  ...{ address: "aws_sqs_queue.a", type: "aws_sqs_queue" },
  change: { actions: ["update"], before, after },
});

describe("driftIn", () => {
  it("does not call drift what provider 6 writes into a state of provider 5", () => {
    const upgraded = change({ name: "a", region: null }, { name: "a", region: "eu-west-1" });
    expect(driftIn([upgraded, change({ name: "a" }, { name: "a", region: "eu-west-1" })], new Set())).toEqual(
      [],
    );
  });

  it("names what else changed meanwhile, and a region that did change", () => {
    const both = change({ delay_seconds: 0 }, { delay_seconds: 5, region: "eu-west-1" });
    expect(driftIn([both], new Set())).toMatchObject([{ attributes: ["delay_seconds"] }]);
    const moved = change({ region: "eu-west-1" }, { region: "us-east-1" });
    expect(driftIn([moved], new Set())).toMatchObject([{ attributes: ["region"] }]);
  });
});
