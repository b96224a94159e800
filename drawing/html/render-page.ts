import { createHash } from "node:crypto";
import { pageAssets } from "../page-assets";
import type { Report, Section, Tone } from "../report-model";
import { html } from "../text";
import { renderBlock } from "./render-block";
import { matrixData } from "./matrix-data";
import { hasShortAddresses, shortAddresses } from "./short-addresses";

/**
 * Makes one self-contained HTML file. It may run its own script and nothing else: no network, no image, no foreign
 * markup. Without scripting it still shows everything; scripting adds search, sort and details.
 */
export function renderPage(report: Report): string {
  const { script, style } = pageAssets();
  const policy = `default-src 'none'; script-src '${hashOf(script)}'; style-src '${hashOf(style)}'; base-uri 'none'; form-action 'none'`;
  const { title, verdict, sections } = report;
  const content = shortAddresses(sections.map((section) => renderSection(section, report)).join("\n"));
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
<p class="verdict ${toneOf(verdict)}">${html(verdict.headline)}</p>
<p>${html(verdict.summary)}</p>
<nav aria-label="Sections"><ul>${sections.map(({ id, heading }) => `<li><a href="#${html(id)}">${html(heading)}</a></li>`).join("")}</ul></nav>${hasShortAddresses(content) ? SWITCH : ""}
</header>
<main id="main" tabindex="-1">
${content}
</main>
<script type="application/json" id="data">${embedded(dataOf(sections))}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** Shows the hash in every address. It needs no scripting. */
const SWITCH = `
<p class="switch"><label><input type="checkbox" id="whole-addresses"> Show addresses with their hash</label></p>`;

/** Green means that AWS itself was asked. */
function toneOf({ passed, live = true }: Report["verdict"]): Tone {
  if (!passed) return "bad";
  return live ? "good" : "caution";
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
