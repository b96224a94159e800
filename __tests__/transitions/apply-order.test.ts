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

  it.each([["removesBus"], ["removesSecret"]])(
    "puts foundation last if it %s while regions go on",
    (what) => {
      expect(waits(effects({ [what]: true }, { goesOn: true }))).toEqual({
        "foundation-aws": ["us-east-1", "eu-west-1"],
        "us-east-1": [],
        "eu-west-1": ["us-east-1"],
      });
    },
  );

  it("is the config's if forwarding ends altogether", () => {
    expect(waits(effects({ removesBus: true }, { goesOn: false }))).toEqual(AS_CONFIGURED);
  });
});

describe("removesQueues", () => {
  const leaving = { drained: ["findings"], deadLetters: ["findings-dead"] };

  it("holds for a region whose findings come another way, not for one that ends forwarding", () => {
    expect(removesQueues(effects({}, { ...leaving, goesOn: true }), STACKS[1]!, STACKS)).toBe(true);
    expect(removesQueues(effects({}, leaving), STACKS[1]!, STACKS)).toBe(false);
    expect(removesQueues(effects({}, { goesOn: true }), STACKS[1]!, STACKS)).toBe(false);
  });

  it("holds for a hub that regions leave", () => {
    const of = effects({ ...leaving, removesBus: true }, { goesOn: true });
    expect(removesQueues(of, STACKS[0]!, STACKS)).toBe(true);
    expect(orderText(of, STACKS)).toEqual([
      "foundation-aws is applied after its regions: it removes what they use until then",
      "foundation-aws: findings that wait in findings are moved on before it is removed",
    ]);
  });
});
