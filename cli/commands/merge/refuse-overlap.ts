import { existsSync, realpathSync } from "node:fs";
import { relative, sep } from "node:path";
import type { NamedFolder } from "../../../plans-folder/shards/shard-folder";
import { CommandError } from "../../terminal/io";

/**
 * The merged set replaces its folder as a whole, so no shard may be in it, and it may not be in a shard.
 * @throws CommandError
 */
export function refuseOverlap(shards: readonly NamedFolder[], out: NamedFolder): void {
  const target = realPath(out.path);
  const inTheWay = shards.find(({ path }) => {
    const shard = realPath(path);
    return isWithin(shard, target) || isWithin(target, shard);
  });
  if (inTheWay)
    throw new CommandError(
      `--out ${out.shown} and the shard ${inTheWay.shown} lie in each other: the set would replace the shard`,
      "name a folder beside the shards with --out",
    );
}

/** Where a folder is, through links. One that is not there yet is where its name says. */
function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : path;
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === "" || !(way === ".." || way.startsWith(`..${sep}`));
}
