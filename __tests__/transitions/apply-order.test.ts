import type { StackEntry } from "../../config/stack-list";
import { applyOrder, orderText, removesQueues } from "../../transitions/apply-order";
import { pathEffects, type PathEffects } from "../../transitions/path-effects";

const NOTHING = pathEffects([]);
const entry = (name: string, dependsOn: string[] = []): StackEntry => ({
  name,
  kind: name.startsWith("foundation") ? "foundation" : "region",
  partition: "aws",
  region: "us-east-1",
  dependsOn,
});
const STACKS = [
  entry("foundation-aws"),
  entry("us-east-1", ["foundation-aws"]),
  entry("eu-west-1", ["foundation-aws", "us-east-1"]),
];
const effects = (foundation: Partial<PathEffects>, region: Partial<PathEffects>) =>
  new Map([
    ["foundation-aws", { ...NOTHING, ...foundation }],
    ["us-east-1", { ...NOTHING, ...region }],
    ["eu-west-1", { ...NOTHING, ...region }],
  ]);
const waits = (of: ReturnType<typeof effects>) =>
  Object.fromEntries(applyOrder(of, STACKS).map(({ name, dependsOn }) => [name, dependsOn]));
const AS_CONFIGURED = Object.fromEntries(STACKS.map(({ name, dependsOn }) => [name, dependsOn]));

describe("applyOrder", () => {
  it("is the config's if foundation sets up a hub, whatever it removes beside it", () => {
    const toHub = { createsBus: true, removesSecret: true };
    expect(waits(effects(toHub, { goesOn: true }))).toEqual(AS_CONFIGURED);
  });

  const FOUNDATION_LAST = {
    "foundation-aws": ["us-east-1", "eu-west-1"],
    "us-east-1": [],
    "eu-west-1": ["us-east-1"],
  };

  it.each([["removesBus"], ["removesSecret"], ["removesRole"]])(
    "puts foundation last if it %s while regions go on",
    (what) => {
      expect(waits(effects({ [what]: true }, { goesOn: true }))).toEqual(FOUNDATION_LAST);
    },
  );

  it("puts foundation last if forwarding ends: the functions deliver what waits with its role and secret", () => {
    const ended = [{ rule: "findings", bus: "default", id: "findings" }];
    expect(waits(effects({ removesRole: true }, { ended }))).toEqual(FOUNDATION_LAST);
    expect(waits(effects({ removesRole: true }, { drained: ["findings"] }))).toEqual(FOUNDATION_LAST);
  });

  it("is the config's if no region has anything of the path left", () => {
    expect(waits(effects({ removesBus: true }, {}))).toEqual(AS_CONFIGURED);
  });
});

describe("removesQueues", () => {
  const leaving = { drained: ["findings"], deadLetters: ["findings-dead"] };

  it("holds for a region whose findings come another way, and for one that ends forwarding", () => {
    expect(removesQueues(effects({}, { ...leaving, goesOn: true }), STACKS[1]!)).toBe(true);
    expect(removesQueues(effects({}, leaving), STACKS[1]!)).toBe(true);
    expect(removesQueues(effects({}, { goesOn: true }), STACKS[1]!)).toBe(false);
  });

  it("holds for a hub that regions leave", () => {
    const of = effects({ ...leaving, removesBus: true }, { goesOn: true });
    expect(removesQueues(of, STACKS[0]!)).toBe(true);
    expect(orderText(of, STACKS, () => true)).toEqual([
      "foundation-aws is applied after its regions: it removes what they use until then",
      "foundation-aws: findings that wait in findings are moved on before it is removed",
    ]);
  });

  it("says what becomes of a queue if nobody wants findings any more", () => {
    expect(orderText(effects({}, leaving), STACKS, () => false)).toContain(
      "eu-west-1: findings is removed once the relay has what waits in it",
    );
  });
});
