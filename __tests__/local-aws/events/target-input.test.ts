import { envelopeOf } from "../../../local-aws/events/envelope";
import { targetInput } from "../../../local-aws/events/target-input";

const event = envelopeOf({
  account: "111111111111",
  region: "eu-west-1",
  source: "tests",
  detailType: "Test",
  detail: { name: 'a "b"', count: 3, list: [{ key: "x" }] },
  time: new Date("2026-11-24T10:00:00.123Z"),
});
const TARGET = { Id: "one", Arn: "arn" };

describe("targetInput", () => {
  it("is the event, its time without fractions", () => {
    const text = targetInput(TARGET, event);
    expect(JSON.parse(text)).toMatchObject({
      version: "0",
      account: "111111111111",
      time: "2026-11-24T10:00:00Z",
      resources: [],
    });
  });

  it("is a constant, to the letter", () => {
    expect(targetInput({ ...TARGET, Input: '{ "a": 1}' }, event)).toBe('{ "a": 1}');
  });

  it("is a part of the event", () => {
    expect(targetInput({ ...TARGET, InputPath: "$.detail.list[0].key" }, event)).toBe('"x"');
  });

  it("is a template that stays JSON, in strings and out of them", () => {
    const InputTransformer = {
      InputPathsMap: { name: "$.detail.name", count: "$.detail.count" },
      InputTemplate: '{"name": <name>, "told": "<name> <count> times", "none": <missing>}',
    };
    expect(JSON.parse(targetInput({ ...TARGET, InputTransformer }, event))).toEqual({
      name: 'a "b"',
      told: 'a "b" 3 times',
      none: null,
    });
  });
});
