import { caseWorld, judgeWorld, type World } from "../../case-world";

const evidence = (edit: (world: World) => void) => {
  const world = caseWorld("first-day");
  edit(world);
  const report = judgeWorld(world).find(({ id }) => id === "OD-060")!;
  return report.status === "fail"
    ? report.evidence.map(({ detail, stacks }) => `${stacks.join()} ${detail}`)
    : [];
};
const stackOf = ({ manifest }: World, name: string) => manifest.stacks.find((stack) => stack.name === name)!;

describe("The manifest", () => {
  it("may be some minutes from the future", () => {
    expect(evidence((world) => void (world.manifest.createdAt = "2026-11-24T12:04:00.000Z"))).toEqual([]);
    expect(evidence((world) => void (world.manifest.createdAt = "2026-11-24T12:06:00.000Z"))).toEqual([
      " planned at 2026-11-24T12:06:00.000Z, which is still to come",
    ]);
  });

  it("names a stack once", () => {
    const twice = (world: World) => void world.manifest.stacks.push(stackOf(world, "us-east-1"));
    expect(evidence(twice)).toEqual(["us-east-1 is in the manifest twice"]);
  });

  it("calls no region a foundation", () => {
    expect(evidence((world) => void (stackOf(world, "us-east-2").kind = "foundation"))).toEqual([
      "us-east-2 is the foundation of us-east-2 in aws in the manifest, and the region of us-east-2 in aws in the config",
    ]);
  });
});
