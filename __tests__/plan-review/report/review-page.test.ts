import { reviewPage } from "../../../plan-review/report/review-page";
import { caseWorld, reviewWorld } from "../case-world";
import { add, destroy, remove } from "../edit-plan";

describe("The page's first table", () => {
  const failing = (edit: (world: ReturnType<typeof caseWorld>) => void) => {
    const world = caseWorld("first-day");
    edit(world);
    const { sections } = reviewPage(reviewWorld(world));
    const [table] = sections.find(({ id }) => id === "findings")!.blocks;
    return table?.kind === "table" ? table.rows : [];
  };

  it("says in which region a rule fails", () => {
    const [first] = failing((world) => remove(world, "us-east-2", "aws_guardduty_member", "012345678901"));
    expect(first?.[0]).toBe("OD-007");
    expect(first?.[3]).toEqual([expect.stringMatching(/^account 012345678901: no member .* \(us-east-2\)$/)]);
  });

  it("counts the evidence that it leaves out", () => {
    const [first] = failing((world) => {
      for (let n = 0; n < 12; n += 1)
        add(world, "us-east-1", "aws_guardduty_ipset", `list-${n}`, {
          activate: false,
          tags_all: { owner: "tests" },
        });
    });
    expect(first?.[0]).toBe("OD-048");
    expect(first?.[3]).toHaveLength(6);
    expect([first?.[3]].flat().at(-1)).toBe("and 7 more, at OD-048");
  });

  it("tells what fails before what warns", () => {
    const rows = failing((world) => {
      world.project.config.review.rules["OD-007"] = "warn";
      remove(world, "us-east-2", "aws_guardduty_member", "012345678901");
      add(world, "us-east-1", "aws_guardduty_ipset", "list", {
        activate: false,
        tags_all: { owner: "tests" },
      });
    });
    expect(rows.map(([id, verdict]) => [id, verdict])).toEqual([
      ["OD-048", { label: "fail", tone: "bad" }],
      ["OD-007", { label: "warning", tone: "caution" }],
      ["OD-042", { label: "warning", tone: "caution" }],
    ]);
  });
});

describe("The page's changes", () => {
  it("mark what is destroyed, and nothing else", () => {
    const world = caseWorld("first-day");
    destroy(world, "us-east-1", "aws_guardduty_detector", "management");
    const { sections } = reviewPage(reviewWorld(world));
    const actions = (id: string) => {
      const [table] = sections.find((section) => section.id === id)!.blocks;
      return table?.kind === "table" ? [...new Set(table.rows.map(([, action]) => action))] : [];
    };
    expect(actions("destroyed")).toEqual([{ label: "delete", tone: "bad" }]);
    expect(actions("changes")).toEqual(["create"]);
  });
});
