import { upTo, type Block, type Report, type Section, type Table } from "../report-model";
import { shareText } from "../share-text";
import { markdown } from "../text";
import { WHOLE, type Lengths } from "./lengths";
import { cellText } from "./render-cell";
import { entriesParagraphs } from "./render-entries";
import { bullets, markdownTable, moreParagraph } from "./render-list";
import { matrixParagraphs } from "./render-matrix";

/**
 * A report in GitHub's Markdown. Sections keep the report's order, so the end of the text may be cut off at any line.
 */
export function renderMarkdown(report: Report, lengths: Lengths = WHOLE): string {
  const { title, verdict, sections, whole } = report;
  const paragraphs = [
    `# ${markdown(title)}`,
    `**${markdown(verdict.headline)}**`,
    markdown(verdict.summary),
    ...sections.flatMap((section) => sectionParagraphs(section, lengths, whole)),
  ];
  return `${paragraphs.join("\n\n")}\n`;
}

function sectionParagraphs({ heading, lead, blocks }: Section, lengths: Lengths, whole: string): string[] {
  const captions = blocks.flatMap((block) => captionOf(block) ?? []);
  return [
    `## ${markdown(heading)}`,
    ...(lead === undefined ? [] : [markdown(lead)]),
    ...blocks.flatMap((block) => [
      // If there is only one caption, the heading is enough.
      ...(captions.length > 1 ? captionParagraph(block) : []),
      ...blockParagraphs(block, lengths, whole),
    ]),
  ];
}

function captionOf(block: Block): string | undefined {
  return "caption" in block && block.kind !== "entries" ? block.caption : undefined;
}

function captionParagraph(block: Block): string[] {
  const caption = captionOf(block);
  return caption === undefined ? [] : [`**${markdown(caption)}**`];
}

function blockParagraphs(block: Block, lengths: Lengths, whole: string): string[] {
  switch (block.kind) {
    case "matrix":
      return matrixParagraphs(block, lengths, whole);
    case "table":
      return tableParagraphs(block, lengths, whole);
    case "facts":
      return bullets(block.facts.map(([name, value]) => `${markdown(name)}: ${cellText(value)}`));
    case "entries":
      return entriesParagraphs(block, lengths, whole);
    case "shares":
      return bullets(block.shares.map((share) => markdown(`${share.name}: ${shareText(share)}`)));
    case "timeline":
      return bullets(block.rows.map(({ id, note }) => `${markdown(id)}: ${cellText(note)}`));
    case "list":
      return bullets(block.items.map(cellText));
    case "text":
      return [markdown(block.text)];
  }
}

function tableParagraphs({ columns, rows, isLong, leftOut = 0 }: Table, { lines }: Lengths, whole: string) {
  const { shown, more } = upTo(isLong ? lines : rows.length, rows);
  const cells = shown.map((row) => row.map(cellText));
  return [markdownTable(columns, cells), ...moreParagraph(more + leftOut, whole)];
}
