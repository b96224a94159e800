import type { Line } from "../line";

/** Lines that say the same of several regions or accounts, as one. */
export interface Group extends Line {
  readonly places: readonly string[];
}

/** Puts lines together that differ only in their place. */
export function grouped(lines: readonly Line[]): Group[] {
  const groups = new Map<string, { line: Line; places: string[] }>();
  for (const line of lines) {
    const { check, outcome, what, evidence, fix, account, partition, region } = line;
    const same = (text: string) => (region === undefined ? text : text.replaceAll(region, "REGION"));
    const key = JSON.stringify([check, outcome, partition, account, same(what), same(evidence), same(fix)]);
    const group = groups.get(key) ?? { line, places: [] };
    if (region !== undefined) group.places.push(region);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ line, places }) => ({
    ...(places.length > 1 ? general(line) : line),
    places,
  }));
}

/** The text for several regions: REGION stands for each. */
function general(line: Line): Line {
  const { region } = line;
  const same = (text: string) => (region === undefined ? text : text.replaceAll(region, "REGION"));
  return { ...line, what: same(line.what), evidence: same(line.evidence), fix: same(line.fix) };
}
