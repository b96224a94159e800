import type { RuleReport } from "../../../plan-review/judge/judge-rules";
import { askAws, caseWorld, unmet, type World } from "../case-world";
import { SEEDED_MISTAKES } from "./all";
import type { SeededMistake } from "./mistake";

/** More evidence than this is counted and not told. */
const MOST_EVIDENCE = 3;

/** docs/seeded-mistakes.md: which rule catches what, and with which words. */
export function seededMistakesPage(): string {
  const rows = SEEDED_MISTAKES.map((mistake) => seededMistakeRow(mistake, unmet(mistaken(mistake))));
  return `# Seeded mistakes

${SEEDED_MISTAKES.length} edits of a good plan or config, each caught by the rule named here and by no other, except those in the last
column, which cannot hold either. Tests make each edit, review it and compare the words. Made by \`make cases\`; the cases are in
\`__tests__/cases/review\`.

| mistake | case | caught by | which says | and by |
| --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
}

/** A case with a mistake in it, and nothing else that a rule does not like. */
export function mistaken({ base, seed }: SeededMistake): World {
  const world = liveWorld(base);
  seed(world);
  return world;
}

/** A case without a mistake: being offline is all that a rule does not like in it, and that is taken away. */
export function liveWorld(name: string): World {
  const world = caseWorld(name);
  askAws(world);
  return world;
}

/** A mistake's row of the page. */
export function seededMistakeRow(
  { what, base, rule, also = [] }: SeededMistake,
  reports: RuleReport[],
): string {
  const evidence = reports.find(({ id }) => id === rule)?.evidence ?? [];
  const told = evidence
    .slice(0, MOST_EVIDENCE)
    .map(({ address, detail, stacks }) => [stacks.join(", "), address, detail].filter(Boolean).join(": "));
  const rest = evidence.length - told.length;
  const says = [...told, ...(rest > 0 ? [`and ${rest} more`] : [])].join("; ");
  return `| ${what} | ${base} | ${rule} | ${says.replaceAll("|", "\\|")} | ${also.join(", ") || "none"} |`;
}
