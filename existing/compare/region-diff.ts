import type { ExistingRegion, ExistingRegions, FeatureStates } from "../existing-region";
import { isUnread, type Part } from "../part";
import { factsOf } from "./facts";

/** How many members of a region are told one by one. */
const MOST_TOLD = 10;

/**
 * One line for each thing in a region that is new (`+`) or gone (`-`), and for members that changed (`~`). What could not
 * be read now may still be there, and has no line.
 */
export function regionDiffLines(before: ExistingRegions, after: ExistingRegions): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) => {
    const readable = asFarAsRead(before[name], after[name]);
    const [old, now] = [factsOf(readable), factsOf(after[name])];
    return [
      ...old.filter((fact) => !now.includes(fact)).map((fact) => `- ${name} ${fact}`),
      ...now.filter((fact) => !old.includes(fact)).map((fact) => `+ ${name} ${fact}`),
      ...memberLines(membersOf(readable), membersOf(after[name])).map(
        ([sign, text]) => `${sign} ${name} ${text}`,
      ),
    ];
  });
}

/** What was there before, without the parts that could not be read now. */
function asFarAsRead<Recorded>(before: Recorded, after: unknown): Recorded {
  if (isUnread(after)) return after as Recorded;
  if (!isMap(before) || !isMap(after)) return before;
  const entries = Object.entries(before).map(([key, part]) => [key, asFarAsRead(part, after[key])]);
  return Object.fromEntries(entries) as Recorded;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

interface MemberState {
  readonly state: string;
  readonly plans: string;
}

function membersOf(region: Part<ExistingRegion> | undefined): ReadonlyMap<string, MemberState> {
  if (region === undefined || isUnread(region) || isUnread(region.members)) return new Map();
  const entries = region.members.flatMap(({ state, features, accounts }) => {
    const plans = plansText(features);
    return accounts.map((id) => [id, { state, plans }] as const);
  });
  return new Map(entries);
}

function plansText(features: Part<FeatureStates> | undefined): string {
  if (features === undefined) return "";
  return isUnread(features) ? "unread" : JSON.stringify(features);
}

type Line = readonly [sign: string, text: string];
type Change = readonly [id: string, sign: string, text: string];

function memberLines(
  before: ReadonlyMap<string, MemberState>,
  after: ReadonlyMap<string, MemberState>,
): Line[] {
  const gone = [...before]
    .filter(([id]) => !after.has(id))
    .map(([id, { state }]): Change => [id, "-", state]);
  const now = [...after].flatMap(([id, { state, plans }]): Change[] => {
    const old = before.get(id);
    if (!old) return [[id, "+", state]];
    if (old.state !== state) return [[id, "~", `${old.state} -> ${state}`]];
    return old.plans === plans ? [] : [[id, "~", "other protection plans"]];
  });
  const all = [...gone, ...now].sort(([a], [b]) => (a < b ? -1 : 1));
  if (all.length <= MOST_TOLD) return all.map(([id, sign, text]) => [sign, `member ${id} ${text}`]);
  const kinds = new Map<string, { sign: string; text: string; count: number }>();
  for (const [, sign, text] of all) {
    const kind = kinds.get(sign + text) ?? { sign, text, count: 0 };
    kind.count += 1;
    kinds.set(sign + text, kind);
  }
  return [...kinds.values()].map(({ sign, text, count }) => [sign, `${count} members ${text}`]);
}
