import { after, editPolicy } from "../../edit-plan";
import { judgeWorld, type World } from "../../case-world";
import { liveWorld } from "../../seeded-mistakes/table";

const EDGE = "arn:aws:iam::222222222222:policy/edge";
const ROLE = ["foundation-aws", "aws_iam_role", "forwarder-role"] as const;
const ROLE_POLICY = ["foundation-aws", "aws_iam_role_policy", "forwarder-role"] as const;

/** The rule's report if the config names a boundary and the role has one. */
function judged(boundary: string, edit: (world: World) => void = () => undefined) {
  const world = liveWorld("first-day");
  world.project.config.organizations.aws!.iam = { permissionsBoundary: EDGE };
  after(world, ...ROLE).permissions_boundary = boundary;
  edit(world);
  return judgeWorld(world).find(({ id }) => id === "OD-063")!;
}

describe("A forwarder's role with the boundary that the config names", () => {
  it("passes, and the review says that the boundary was not judged", () => {
    expect(judged(EDGE)).toMatchObject({
      status: "pass",
      note: `judged without the boundary ${EDGE}, whose text is in no plan: doctor reads it`,
    });
  });

  it("says nothing of the kind without a boundary", () => {
    expect(judgeWorld(liveWorld("first-day")).find(({ id }) => id === "OD-063")).toMatchObject({
      status: "pass",
      note: "",
    });
  });

  it("is still judged by its own policies", () => {
    const { status, evidence } = judged(EDGE, (world) =>
      editPolicy(after(world, ...ROLE_POLICY), (statements) => statements.splice(0, 1)),
    );
    expect(status).toBe("fail");
    expect(evidence[0]!.detail).toContain("no policy allows it");
  });

  it("fails with another boundary", () => {
    const { status, evidence } = judged("arn:aws:iam::222222222222:policy/DenyAll");
    expect(status).toBe("fail");
    expect(evidence[0]!.detail).toContain("policy/DenyAll, whose text is in no plan");
  });
});
