import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderPage } from "../../drawing/html/render-page";
import { cutMarkdown, SUMMARY_BYTES } from "../../drawing/markdown/cut-markdown";
import { SHORT } from "../../drawing/markdown/lengths";
import { renderMarkdown } from "../../drawing/markdown/render-markdown";
import { comment } from "./comment/comment";
import type { Review } from "./review";
import { reviewReport } from "./review-report";
import { sarif, type SarifSource } from "./sarif/sarif";
import { STATEMENT_FILE } from "./signatures/signature-files";
import { statement } from "./signatures/statement";

/**
 * The review's files, by name. The statement is about the bytes of the other files, so it comes last. Without the
 * config's text, results in SARIF point to its top.
 */
export function reviewFiles(
  review: Review,
  source: SarifSource = { path: review.provenance.config.path, text: "" },
): Record<string, string> {
  const report = reviewReport(review);
  const files = {
    "review.html": renderPage(report),
    "review.md": renderMarkdown(report),
    "comment.md": comment(review),
    "review.json": json(review),
    "review.sarif": json(sarif(review, source)),
  };
  return { ...files, [STATEMENT_FILE]: json(statement(review, files)) };
}

/** What a CI job's summary shows. Lists are shortened before the text is cut. */
export function summaryFiles(review: Review): Record<string, string> {
  const report = reviewReport(review);
  const whole = renderMarkdown(report);
  const rest = "review.html and review.md, among the job's artifacts";
  const fits = Buffer.byteLength(whole) <= SUMMARY_BYTES;
  return { "summary.md": fits ? whole : cutMarkdown(renderMarkdown(report, SHORT), SUMMARY_BYTES, rest) };
}

/** Writes files so that a reader sees either the old files or the new ones, never half of one. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const half = join(folder, `.${name}.${process.pid}`);
    writeFileSync(half, text);
    renameSync(half, join(folder, name));
  }
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
