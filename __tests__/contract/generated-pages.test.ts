import { readFileSync } from "node:fs";
import { join } from "node:path";
import { between, table } from "../../scripts/generated/page";
import { GENERATED_PAGES } from "../../scripts/generated/pages";
import { ROOT } from "../support/orgduty";

describe("Pages that are made from tables", () => {
  it.each(GENERATED_PAGES.map((page) => [page.path, page] as const))(
    "are as `make generated` writes them: %s",
    (path, { write }) => {
      const now = readFileSync(join(ROOT, path), "utf8");
      expect(now).toBe(write(now));
    },
  );

  it("keep what people wrote around the marks", () => {
    const page = "before\n<!-- x: made by make generated -->\nold\n<!-- end of x -->\nafter\n";
    expect(between(page, "x", "new")).toBe(
      "before\n<!-- x: made by make generated -->\n\nnew\n\n<!-- end of x -->\nafter\n",
    );
    expect(() => between("before\n", "x", "new")).toThrow("no marks");
  });

  it("have tables as Prettier aligns them", () => {
    expect(table(["a", "b"], [["long cell", "c"]])).toBe(
      "| a         | b   |\n| --------- | --- |\n| long cell | c   |",
    );
  });
});
