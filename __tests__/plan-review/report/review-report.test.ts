import type { Cell, Entries } from "../../../drawing/report-model";
import { reviewReport } from "../../../plan-review/report/review-report";
import { caseWorld, reviewWorld } from "../case-world";
import { add, changeOf, destroy, remove } from "../edit-plan";

describe("A review's rules that fail", () => {
  const failing = (edit: (world: ReturnType<typeof caseWorld>) => void): Entries["entries"] => {
    const world = caseWorld("first-day");
    edit(world);
    const { sections } = reviewReport(reviewWorld(world));
    const [block] = sections.find(({ id }) => id === "findings")!.blocks;
    return block?.kind === "entries" ? block.entries : [];
  };

  it("say in which region they fail", () => {
    const [first] = failing((world) => remove(world, "us-east-2", "aws_guardduty_member", "012345678901"));
    expect(first?.id).toBe("OD-007");
    expect(first?.points).toEqual([
      [[expect.stringMatching(/^account 012345678901: no member /), "(us-east-2)"]],
    ]);
  });

  it("tell what fails before what warns", () => {
    const entries = failing((world) => {
      world.project.config.review.rules["OD-007"] = "warn";
      remove(world, "us-east-2", "aws_guardduty_member", "012345678901");
      add(world, "us-east-1", "aws_guardduty_ipset", "list", {
        activate: false,
        tags_all: { owner: "tests" },
      });
    });
    expect(entries.map(({ id, state }) => [id, state])).toEqual([
      ["OD-048", { label: "fail", tone: "bad" }],
      ["OD-007", { label: "warning", tone: "caution" }],
      ["OD-042", { label: "warning", tone: "caution" }],
    ]);
  });
});

describe("A review's changes", () => {
  it("mark what is destroyed, and nothing else", () => {
    const world = caseWorld("first-day");
    destroy(world, "us-east-1", "aws_guardduty_detector", "management");
    const { sections } = reviewReport(reviewWorld(world));
    const actions = (id: string): Cell[] => {
      const [table] = sections.find((section) => section.id === id)!.blocks;
      return table?.kind === "table" ? [...new Set(table.rows.map(([, action]) => action!))] : [];
    };
    expect(actions("destroyed")).toEqual([{ label: "delete", tone: "bad" }]);
    expect(actions("changes")).toEqual(["create"]);
  });
});

describe("A review's sections", () => {
  const world = caseWorld("first-day");
  destroy(world, "us-east-1", "aws_guardduty_detector", "management");
  const drifted = structuredClone(changeOf(world, "us-east-1", "aws_lambda_function"));
  drifted.change.before = { timeout: 3 };
  world.plans["us-east-1"]!.resource_drift = [drifted];
  const since = { reviewedAt: "then", differences: [{ what: "config", was: "a", is: "b" }] };
  const { sections } = reviewReport({ ...reviewWorld(world), since });

  it("come in one order, coverage and what is destroyed first", () => {
    expect(sections.map(({ id }) => id)).toEqual([
      ...[
        "figures",
        "destroyed",
        "settings",
        "findings",
        "since",
        "coverage",
        "plans",
        "path",
        "changes",
        "exceptions",
      ],
      ...["kept", "drift", "unknowns", "controls", "rules", "provenance"],
    ]);
  });

  it("may be short of changes, and never of exceptions or controls", () => {
    const long = sections.filter(({ blocks }) => blocks.some((block) => "isLong" in block && block.isLong));
    expect(long.map(({ id }) => id)).toEqual([
      "figures",
      "destroyed",
      "since",
      "changes",
      "drift",
      "unknowns",
    ]);
  });

  it("have headings and captions that tell each from the others", () => {
    const names = sections.flatMap(({ heading, blocks }) => [
      heading,
      ...blocks.flatMap((block) => ("caption" in block ? [block.caption] : [])),
    ]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
