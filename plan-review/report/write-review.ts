import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderPage } from "../../drawing/html/render-page";
import { COMMENT_BYTES, cutMarkdown, SUMMARY_BYTES } from "../../drawing/markdown/cut-markdown";
import { SHORT } from "../../drawing/markdown/lengths";
import { renderMarkdown } from "../../drawing/markdown/render-markdown";
import type { Review } from "./review";
import { reviewReport } from "./review-report";
import { sarif, type SarifSource } from "./sarif/sarif";
import { STATEMENT_FILE } from "./signatures/signatures";
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
    "review.json": json(review),
    "review.sarif": json(sarif(review, source)),
  };
  return { ...files, [STATEMENT_FILE]: json(statement(review, files)) };
}

/**
 * What a CI job shows. It fits the size of a job summary and of a pull request comment; lists are shortened before
 * the text is cut.
 */
export function summaryFiles(review: Review): Record<string, string> {
  const report = reviewReport(review);
  const whole = renderMarkdown(report);
  const rest = "review.html and review.md, among the job's artifacts";
  const within = (limitBytes: number) =>
    Buffer.byteLength(whole) <= limitBytes
      ? whole
      : cutMarkdown(renderMarkdown(report, SHORT), limitBytes, rest);
  return { "summary.md": within(SUMMARY_BYTES), "comment.md": within(COMMENT_BYTES) };
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
