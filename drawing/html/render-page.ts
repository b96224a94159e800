import { createHash } from "node:crypto";
import { pageAssets } from "../page-assets";
import type { Report, Section } from "../report-model";
import { html } from "../text";
import { renderBlock } from "./render-block";
import { matrixData } from "./render-matrix";

/**
 * Makes one self-contained HTML file. It may run its own script and nothing else: no network, no image, no foreign
 * markup. Without scripting it still shows everything; scripting adds search, sort and details.
 */
export function renderPage(report: Report): string {
  const { script, style } = pageAssets();
  const policy = `default-src 'none'; script-src '${hashOf(script)}'; style-src '${hashOf(style)}'; base-uri 'none'; form-action 'none'`;
  const { title, verdict, sections } = report;
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
<nav aria-label="Sections"><ul>${sections.map(({ id, heading }) => `<li><a href="#${html(id)}">${html(heading)}</a></li>`).join("")}</ul></nav>
</header>
<main id="main" tabindex="-1">
${sections.map((section) => renderSection(section, report)).join("\n")}
</main>
<script type="application/json" id="data">${embedded(dataOf(sections))}</script>
<script>${script}</script>
</body>
</html>
`;
}

function renderSection({ id, heading, lead, blocks }: Section, report: Report): string {
  return `<section id="${html(id)}" aria-labelledby="${html(id)}-title">
<h2 id="${html(id)}-title">${html(heading)}</h2>
${lead === undefined ? "" : `<p>${html(lead)}</p>\n`}${blocks.map((block) => renderBlock(block, report)).join("\n")}
</section>`;
}

function dataOf(sections: readonly Section[]): unknown {
  return sections
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) =>
      block.kind === "matrix" && block.groupName !== undefined ? [matrixData(block)] : [],
    );
}

/** JSON that no HTML parser can mistake for markup. */
function embedded(data: unknown): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
