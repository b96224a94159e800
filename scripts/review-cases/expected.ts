import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { evidenceText } from "../../__tests__/plan-review/evidence-text";
import { REGIONS } from "../../config/regions";
import { renderMarkdown } from "../../drawing/markdown/render-markdown";
import { loadProject } from "../../organization/load-project";
import { reviewReport } from "../../plan-review/report/review-report";
import { reviewPlans } from "../../plan-review/review-plans";
import type { Review } from "../../plan-review/report/review";

/** Writes what the review says of a case's plans as they are, and returns the review. */
export function writeExpected(folder: string, today: Date): Review {
  const review = reviewPlans(loadProject(join(folder, "orgduty.yaml")), join(folder, "planned"), today);
  writeFileSync(join(folder, "expected.md"), renderMarkdown(reviewReport(review)));
  writeFileSync(join(folder, "expected.evidence.txt"), evidenceText(review.rules));
  return review;
}

const EXCEPTION = '{reason: a case of a few regions, owner: tests@case.example, until: "2027-12-31"}';

/**
 * Excludes every region but the planned ones from a case's configs, so that a new region changes no plan. The manifest,
 * which holds the config's checksum, follows.
 */
export function excludeOtherRegions(folder: string): void {
  const manifestPath = join(folder, "planned/manifest.json");
  const manifest = JSON.parse(readFileSync(manifestPath, "utf8")) as {
    config: { sha256: string };
    stacks: { kind: string; region: string }[];
  };
  const planned = manifest.stacks.filter(({ kind }) => kind === "region").map(({ region }) => region);
  const others = REGIONS.filter((region) => !planned.includes(region));
  const block = others.map((region) => `    ${region}: ${EXCEPTION}\n`).join("");
  for (const path of ["orgduty.yaml", "before.yaml"].map((name) => join(folder, name)).filter(existsSync))
    writeFileSync(
      path,
      readFileSync(path, "utf8").replace(/(?<=^regions:\n {2}exclude:\n)( {4}.*\n)*/m, block),
    );
  manifest.config.sha256 = createHash("sha256")
    .update(readFileSync(join(folder, "orgduty.yaml")))
    .digest("hex");
  writeFileSync(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`);
}
