import type { Project } from "../../../organization/load-project";
import { alteredInputs } from "../../../plan-review/read/altered-inputs";
import { shardText } from "../../../plans-folder/shards/shard";
import type { ShardFolder } from "../../../plans-folder/shards/shard-folder";
import { stacksOfShard } from "../../stacks-of-shard";

/** When a merge is made, and how old a shard may be. */
export interface Freshness {
  readonly now: Date;
  readonly maximumAgeHours: number;
}

/** How far the planning machine's clock may be ahead of this one: five minutes, as AWS allows for requests. */
const AHEAD_HOURS = 5 / 60;

/** Where shards do not fit the config here: other files, other stacks than theirs, another day. */
export function projectProblems(
  project: Project,
  folders: readonly ShardFolder[],
  freshness: Freshness,
): string[] {
  return folders.flatMap((folder) => {
    const altered = alteredInputs(project, folder.manifest);
    return [
      ...altered.map((path) => `${folder.shown}: ${path} has changed since it was planned`),
      // Of another config, other stacks are no news.
      ...(altered.length === 0 ? stackProblems(project, folder) : []),
      ...ageProblems(folder, freshness),
    ];
  });
}

/** A shard holds the stacks that are dealt to it, each as the config has it, and no other. */
function stackProblems(project: Project, { shown, manifest }: ShardFolder): string[] {
  const dealt = stacksOfShard(project, manifest.shard).map(({ name }) => name);
  const planned = manifest.stacks.map(({ name }) => name);
  if (dealt.join() === planned.join()) return [];
  const list = (names: readonly string[]) => names.join(", ") || "nothing";
  return [
    `${shown}: shard ${shardText(manifest.shard)} is ${list(dealt)}, this one planned ${list(planned)}: another release dealt it, or somebody edited it`,
  ];
}

function ageProblems({ shown, manifest }: ShardFolder, { now, maximumAgeHours }: Freshness): string[] {
  const hours = (now.getTime() - Date.parse(manifest.createdAt)) / 3_600_000;
  if (hours < -AHEAD_HOURS)
    return [`${shown}: planned at ${manifest.createdAt}, but this machine's clock says ${now.toISOString()}`];
  return hours <= maximumAgeHours
    ? []
    : [`${shown}: is stale, planned ${Math.floor(hours)} hours ago, at most ${maximumAgeHours} are allowed`];
}
