import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { renderMarkdown } from "../../drawing/markdown/render-markdown";
import { loadProject } from "../../organization/load-project";
import { reviewReport } from "../../plan-review/report/review-report";
import { reviewPlans } from "../../plan-review/review-plans";
import { CASES, TODAY } from "./case-world";
import { evidenceText } from "./evidence-text";

describe.each(readdirSync(CASES))("The case %s", (name) => {
  const folder = join(CASES, name);
  const review = () => reviewPlans(loadProject(join(folder, "orgduty.yaml")), join(folder, "planned"), TODAY);

  it("reads as expected", () => {
    expect(renderMarkdown(reviewReport(review()))).toBe(readFileSync(join(folder, "expected.md"), "utf8"));
  });

  it("holds the evidence expected, also for what passes", () => {
    const expected = readFileSync(join(folder, "expected.evidence.txt"), "utf8");
    expect(evidenceText(review().rules)).toBe(expected);
  });

  it("passes, with nothing but being offline to warn of", () => {
    const unmet = review().rules.filter(({ status }) => !["pass", "not-applicable"].includes(status));
    expect(unmet.map(({ id, status }) => `${id} ${status}`)).toEqual(["OD-042 warn"]);
  });

  it("finds plan files as the manifest recorded them", () => {
    expect(review().provenance.altered).toEqual([]);
  });
});
