import { driftedAttributes, driftIn } from "../../../plan-review/read/drift";

/** A change outside Terraform of one resource. */
function changed(type: string, before: object, after: object | null, actions = ["update"]) {
  return { address: `${type}.x`, type, change: { actions, before, after } };
}

describe("driftedAttributes", () => {
  const NONE = new Set<string>();

  it.each([
    [null, ""],
    [null, []],
    [{}, null],
    [[{ a: null, b: 1 }], [{ b: 1 }]],
    [[{ a: "", b: [] }], [{ a: null, b: {} }]],
    ['{"Version": "2012-10-17",\n "Statement": []}', '{"Statement":[],"Version":"2012-10-17"}'],
  ])("takes %j for what %j is", (was, is) => {
    expect(driftedAttributes(changed("aws_sqs_queue", { a: was }, { a: is }), NONE)).toEqual([]);
  });

  it.each([
    [null, false],
    [null, 0],
    [[null], []],
    ["", " "],
    [
      ["a", "b"],
      ["b", "a"],
    ],
    ['{"a":1}', '{"a":2}'],
    ["{not JSON", "{not json"],
    [[{ a: 1 }], [{ a: 1 }, { b: 2 }]],
  ])("sees that %j became %j", (was, is) => {
    expect(driftedAttributes(changed("aws_sqs_queue", { a: was }, { a: is }), NONE)).toEqual(["a"]);
  });

  it("leaves out tags that appear because the config changed a default tag, and no other tags", () => {
    const tagged = (tags: object | null, tags_all?: object) => ({ tags, tags_all });
    const [old, other] = [{ team: "a" }, { team: "b" }];
    const drift = (was: object, is: object) => driftedAttributes(changed("aws_iam_role", was, is), NONE);
    expect(drift(tagged(null, old), tagged(old, old))).toEqual([]);
    expect(drift(tagged(null, old), tagged(other, other))).toEqual(["tags", "tags_all"]);
    expect(drift(tagged(null, old), tagged(null, other))).toEqual(["tags_all"]);
    expect(drift(tagged(null), tagged(old))).toEqual(["tags"]);
  });

  it("leaves out what AWS writes itself as it works, and that alone", () => {
    const mapping = (last_processing_result: string, enabled: boolean) => ({
      last_processing_result,
      enabled,
    });
    const type = "aws_lambda_event_source_mapping";
    expect(driftedAttributes(changed(type, mapping("", true), mapping("OK", true)), NONE)).toEqual([]);
    expect(driftedAttributes(changed(type, mapping("", true), mapping("OK", false)), NONE)).toEqual([
      "enabled",
    ]);
    const replica = (last_accessed_date: string, kms_key_id: string) => ({
      replica: [{ last_accessed_date, kms_key_id, region: "eu-west-1" }],
    });
    const secret = "aws_secretsmanager_secret";
    expect(driftedAttributes(changed(secret, replica("d1", "k"), replica("d2", "k")), NONE)).toEqual([]);
    expect(driftedAttributes(changed(secret, replica("d1", "k"), replica("d2", "k2")), NONE)).toEqual([
      "replica",
    ]);
    expect(driftedAttributes(changed("aws_other", { last_processing_result: "a" }, {}), NONE)).toEqual([
      "last_processing_result",
    ]);
  });

  it("leaves an attribute to the resource that manages it, if there is one", () => {
    const change = changed("aws_sqs_queue", { policy: "" }, { policy: '{"a":1}' });
    expect(driftedAttributes(change, new Set(["aws_sqs_queue_policy"]))).toEqual([]);
    expect(driftedAttributes(change, NONE)).toEqual(["policy"]);
  });

  it("counts a deletion, whatever the attributes were", () => {
    expect(driftIn([changed("aws_sqs_queue", {}, null, ["delete"])], NONE)).toEqual([
      { address: "aws_sqs_queue.x", action: "delete", attributes: [] },
    ]);
    expect(driftIn([changed("aws_sqs_queue", { a: null }, { a: "" })], NONE)).toEqual([]);
  });
});

const ofQueue = (before: object, after: object) => changed("aws_sqs_queue", before, after);

describe("driftIn", () => {
  it("does not call drift what provider 6 writes into a state of provider 5", () => {
    const upgraded = ofQueue({ name: "a", region: null }, { name: "a", region: "eu-west-1" });
    expect(
      driftIn([upgraded, ofQueue({ name: "a" }, { name: "a", region: "eu-west-1" })], new Set()),
    ).toEqual([]);
  });

  it("names what else changed meanwhile, and a region that did change", () => {
    const both = ofQueue({ delay_seconds: 0 }, { delay_seconds: 5, region: "eu-west-1" });
    expect(driftIn([both], new Set())).toMatchObject([{ attributes: ["delay_seconds"] }]);
    const moved = ofQueue({ region: "eu-west-1" }, { region: "us-east-1" });
    expect(driftIn([moved], new Set())).toMatchObject([{ attributes: ["region"] }]);
  });
});
