import { isSet, pointsTo, referencesOf, refersTo } from "../../../plan-review/read/attributes";
import type { PlannedResource } from "../../../plan-review/read/plan-model";

function resource(address: string, values: Partial<PlannedResource> = {}): PlannedResource {
  const [, type, name] = /(aws_\w+)\.(\w+)/.exec(address)!;
  return {
    ...{ stack: "us-east-1", region: "us-east-1", partition: "aws", address, type: type!, name: name! },
    ...{
      action: "create",
      before: null,
      after: {},
      unknown: {},
      forcedBy: [],
      provider: "aws",
      expressions: {},
    },
    ...values,
  };
}

const policy = (address: string, ...references: string[]) =>
  resource(address, { expressions: { bucket: { references } } });

describe("A reference", () => {
  it.each([
    ["to a resource", "aws_p.p", ["aws_b.b.id", "aws_b.b"], "aws_b.b", true],
    ["to the resource itself", "aws_p.p", ["aws_b.b"], "aws_b.b", true],
    ["to one with a longer name", "aws_p.p", ["aws_b.bb.id", "aws_b.bb"], "aws_b.b", false],
    ["to none", "aws_p.p", ["var.bucket"], "aws_b.b", false],
    ["in the same module", "module.m.aws_p.p", ["aws_b.b.id", "aws_b.b"], "module.m.aws_b.b", true],
    ["in another module", "module.m.aws_p.p", ["aws_b.b.id", "aws_b.b"], "module.n.aws_b.b", false],
    ["from the root into a module", "aws_p.p", ["aws_b.b.id", "aws_b.b"], "module.n.aws_b.b", false],
    ["by the same key", 'aws_p.p["x"]', ["aws_b.b", "each.key"], 'aws_b.b["x"]', true],
    ["by another key", 'aws_p.p["x"]', ["aws_b.b", "each.key"], 'aws_b.b["y"]', false],
    ["by the same index", "aws_p.p[0]", ["aws_b.b", "count.index"], "aws_b.b[0]", true],
    ["by another index", "aws_p.p[0]", ["aws_b.b", "count.index"], "aws_b.b[1]", false],
    ["to the instance", "aws_p.p", ["aws_b.b[0].id", "aws_b.b[0]", "aws_b.b"], "aws_b.b[0]", true],
    ["to another instance", "aws_p.p", ["aws_b.b[0].id", "aws_b.b[0]", "aws_b.b"], "aws_b.b[1]", false],
  ])("%s: from %s by %j to %s is %s", (_, from, references, to, expected) => {
    expect(refersTo(policy(from, ...references), "bucket", resource(to))).toBe(expected);
  });

  it("is found at any depth of an expression", () => {
    const expression = [
      { arn: { references: ["a.b", 1] } },
      { nested: [{ x: { references: ["c.d"] } }] },
      "no",
    ];
    expect(referencesOf(expression)).toEqual(["a.b", "c.d"]);
  });
});

describe("A pointer", () => {
  const queue = resource("aws_q.q", { after: { name: "findings" } });
  const pointer = (arn: unknown) => resource("aws_m.m", { after: { arn } });

  it("is a name or an ARN", () => {
    expect(pointsTo(pointer("findings"), "arn", queue)).toBe(true);
    expect(pointsTo(pointer("arn:aws:sqs:us-east-1:222222222222:findings"), "arn", queue)).toBe(true);
    expect(pointsTo(pointer("arn:aws:sqs:us-east-1:222222222222:others"), "arn", queue)).toBe(false);
  });

  it("is none between names that are both unknown", () => {
    expect(pointsTo(pointer(undefined), "arn", resource("aws_q.q"))).toBe(false);
    expect(pointsTo(pointer(""), "arn", resource("aws_q.q", { after: { name: "" } }))).toBe(false);
  });

  it("is a reference where the name is not known yet", () => {
    const unknown = resource("aws_m.m", { expressions: { arn: { references: ["aws_q.q.arn", "aws_q.q"] } } });
    expect(pointsTo(unknown, "arn", resource("aws_q.q"))).toBe(true);
  });
});

describe("An attribute", () => {
  const set = (values: Partial<PlannedResource>) => isSet(resource("aws_a.a", values), "x");

  it("is set where it has a value, or the configuration gives one that is unknown", () => {
    expect(set({ after: { x: "a" } })).toBe(true);
    expect(set({ after: { x: false } })).toBe(true);
    expect(set({ unknown: { x: true }, expressions: { x: { references: ["aws_b.b"] } } })).toBe(true);
  });

  it("is not set where it is empty, or AWS fills it in", () => {
    for (const x of [undefined, null, "", []]) expect(set({ after: { x } })).toBe(false);
    expect(set({ unknown: { x: true } })).toBe(false);
    expect(set({ expressions: { x: { references: ["aws_b.b"] } } })).toBe(false);
  });
});
