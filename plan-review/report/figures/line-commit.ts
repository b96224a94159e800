import type { Review } from "../review";

/** The commit in which a place in the config came to be what it is. */
export interface LineCommit {
  /** Its line in the config. Absent if the config does not have it: then it is a default. */
  readonly line?: number;
  /** Absent if the line is not committed. */
  readonly commit?: string;
  /** The author's date, YYYY-MM-DD. */
  readonly date?: string;
  readonly author?: string;
  /** Whether the clone is shallow and ends at this commit, so that the line may be older. */
  readonly orBefore?: boolean;
}

/** The most commits in one text. */
const MOST_COMMITS = 3;

/** In which commits the config came to say what is at these paths. */
export function commitsText(paths: readonly string[], { commits = {} }: Pick<Review, "commits">): string {
  if (paths.length === 0) return "";
  const texts = [...new Set(paths.map((path) => commitText(commits[path])))];
  const more = texts.length - MOST_COMMITS;
  return `${texts.slice(0, MOST_COMMITS).join("; ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function commitText(found: LineCommit | undefined): string {
  if (found === undefined) return "not committed";
  const { line, commit, date, author, orBefore } = found;
  if (line === undefined) return "a default, not in the config";
  if (commit === undefined) return "not committed";
  return `${commit.slice(0, 10)}${orBefore ? " or before" : ""} (${[date, author].filter(Boolean).join(", ")})`;
}
