import { RULES } from "../../../plan-review/rules";
import { SEEDED_MISTAKES } from "./all";

/** docs/seeded-mistakes.md: which rule catches what. */
export function seededMistakesPage(): string {
  const titles = new Map(RULES.map(({ id, title }) => [id, title]));
  const rows = SEEDED_MISTAKES.map(
    ({ what, base, rule, also = [] }) =>
      `| ${what} | ${base} | ${rule} | ${titles.get(rule)} | ${also.join(", ") || "none"} |`,
  );
  return `# Seeded mistakes

${SEEDED_MISTAKES.length} edits of a good plan or config, each caught by the rule named here and by no other, except those in the last
column, which cannot hold either. Tests make each edit and review it. Made by \`make cases\`; the cases are in \`__tests__/cases/review\`.

| mistake | case | caught by | which says | and by |
| --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
}
