import type { ResourceException } from "../../../config/config";
import { caseWorld, reviewWorld, type World } from "../case-world";
import { changeOf } from "../edit-plan";

const UNTIL = "2026-11-24";
const EXCEPTION = { rule: "OD-001", reason: "moves to the hub", owner: "sec", until: UNTIL };

function destroy(world: World, stack: string, name: string): string {
  const change = changeOf(world, stack, "aws_sqs_queue", name);
  change.change.actions = ["delete"];
  return change.address;
}

function judged(world: World, ...exceptions: ResourceException[]) {
  Object.assign(world.project.config.review, { exceptions });
  return reviewWorld(world).rules.find(({ id }) => id === "OD-001")!;
}

describe("An exception for one resource", () => {
  it("lets that resource go, and no other of the same rule", () => {
    const world = caseWorld("first-day");
    const [here, there] = ["us-east-1", "us-east-2"].map((stack) =>
      destroy(world, stack, "finding-delivery_queue"),
    );
    const one = { ...EXCEPTION, stack: "us-east-1", address: here! };
    expect(judged(world, one)).toMatchObject({
      status: "fail",
      note: `exception for ${here} in us-east-1 by sec, until ${UNTIL}: moves to the hub`,
      evidence: [{ address: there, stacks: ["us-east-2"] }],
    });
    expect(judged(world, one, { ...one, stack: "us-east-2" }).status).toBe("waived");
  });

  it("names a resource by a pattern, in every stack if it names none", () => {
    const world = caseWorld("first-day");
    for (const stack of ["us-east-1", "us-east-2"]) destroy(world, stack, "finding-delivery_queue");
    expect(judged(world, { ...EXCEPTION, address: "aws_sqs_queue.finding-delivery_queue*" }).status).toBe(
      "waived",
    );
    expect(judged(world, { ...EXCEPTION, address: "sqs_queue.finding-delivery_queue*" }).status).toBe("fail");
    expect(judged(world, { ...EXCEPTION, address: "aws.sqs_queue*" }).status).toBe("fail");
  });

  it("holds for its own rule, through its last day", () => {
    const world = caseWorld("first-day");
    const address = destroy(world, "us-east-1", "finding-delivery_queue");
    expect(judged(world, { ...EXCEPTION, address, rule: "OD-002" }).status).toBe("fail");
    const late = judged(world, { ...EXCEPTION, address, until: "2026-11-23" });
    expect(late.status).toBe("fail");
    expect(late.note).toContain("expired on 2026-11-23");
  });

  it("warns once it is spent, and names no resource that meets the rule", () => {
    const rule = judged(caseWorld("first-day"), { ...EXCEPTION, address: "aws_sqs_queue.gone" });
    expect([rule.status, rule.note, rule.fix, rule.evidence]).toEqual([
      "warn",
      "exception for aws_sqs_queue.gone is spent: nothing that it names fails",
      "take what is spent out of review.exceptions",
      [],
    ]);
  });
});
