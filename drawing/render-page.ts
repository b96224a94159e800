import { createHash } from "node:crypto";
import { pageAssets } from "./page-assets";
import { html } from "./text";
import type { Page, PageBlock, PageEntry, PageSection, PageState, PageTable, PageText } from "./page-model";
import { matrixData, renderMatrix } from "./render-matrix";

/**
 * One self-contained HTML file. It may run its own script and nothing else: no network, no image, no foreign markup.
 * Without scripting it says everything as well; scripting adds search, sort and details.
 */
export function renderPage(page: Page): string {
  const { script, style } = pageAssets();
  const policy = `default-src 'none'; script-src '${hashOf(script)}'; style-src '${hashOf(style)}'; base-uri 'none'; form-action 'none'`;
  const { title, verdict, sections } = page;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${html(title)}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<h1>${html(title)}</h1>
<p class="verdict ${verdict.passed ? "good" : "bad"}">${html(verdict.headline)}</p>
<p>${html(verdict.summary)}</p>
<nav aria-label="Sections"><ul>${sections.map(({ id, title: name }) => `<li><a href="#${html(id)}">${html(name)}</a></li>`).join("")}</ul></nav>
</header>
<main id="main" tabindex="-1">
${sections.map(renderSection).join("\n")}
</main>
<script type="application/json" id="data">${embedded(dataOf(sections))}</script>
<script>${script}</script>
</body>
</html>
`;
}

function renderSection({ id, title, blocks }: PageSection): string {
  return `<section id="${html(id)}" aria-labelledby="${html(id)}-title">
<h2 id="${html(id)}-title">${html(title)}</h2>
${blocks.map(renderBlock).join("\n")}
</section>`;
}

function renderBlock(block: PageBlock): string {
  if (block.kind === "matrix") return renderMatrix(block);
  if (block.kind === "table") return renderTable(block);
  if (block.kind === "text") return `<p>${html(block.text)}</p>`;
  return `<div class="entries" data-label="${html(block.label)}">${block.entries.map(renderEntry).join("\n")}</div>`;
}

function renderTable({ caption, columns, rows, linked = false }: PageTable): string {
  const header = (content: PageText) =>
    linked ? `<a href="#${cell(content)}">${cell(content)}</a>` : cell(content);
  const body = rows
    .map(
      ([first = "", ...rest]) =>
        `<tr><th scope="row">${header(first)}</th>${rest.map((content) => `<td>${cell(content)}</td>`).join("")}</tr>`,
    )
    .join("\n");
  return `<div class="scroll" role="region" aria-label="${html(caption)}" tabindex="0"><table class="plain">
<caption>${html(caption)}</caption>
<thead><tr>${columns.map((column) => `<th scope="col">${html(column)}</th>`).join("")}</tr></thead>
<tbody>${body}</tbody>
</table></div>`;
}

function cell(content: PageText): string {
  if (typeof content === "object" && "tone" in content) return renderBadge(content);
  return [content].flat().map(html).join("<br>");
}

function renderBadge({ label, tone }: PageState): string {
  return `<span class="badge ${tone}">${html(label)}</span>`;
}

/** Lines that an entry shows: the page stays a page, and review.json has all of them. */
const MOST_POINTS = 300;

function renderEntry({ id, badge, title, paragraphs, points, open }: PageEntry): string {
  const shown = points.slice(0, MOST_POINTS);
  const more =
    points.length > MOST_POINTS ? [`and ${points.length - MOST_POINTS} more, in the JSON file`] : [];
  const list =
    shown.length === 0
      ? ""
      : `<ul>${[...shown, ...more].map((point) => `<li>${html(point)}</li>`).join("")}</ul>`;
  return `<details id="${html(id)}" class="entry" data-state="${html(badge.label)}"${open ? " open" : ""}>
<summary>${renderBadge(badge)} <b>${html(id)}</b> ${html(title)}</summary>
<div>${list}${paragraphs.map((text) => `<p>${html(text)}</p>`).join("")}<p><a href="#${html(id)}">Link to ${html(id)}</a></p></div>
</details>`;
}

function dataOf(sections: readonly PageSection[]): unknown {
  return sections
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === "matrix" && block.searchable ? [matrixData(block)] : []));
}

/** JSON that no HTML parser takes for markup. */
function embedded(data: unknown): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
