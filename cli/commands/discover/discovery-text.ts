import type { Partition } from "../../../aws/partitions";
import type { UnreadExisting } from "../../../existing/compare/unread-parts";
import { diffLines, type SnapshotDiff } from "../../../organization/snapshot-diff";
import { shownPath } from "../../open-project";
import type { Io } from "../../terminal/io";

/** What was read of an organization, and how it differs from its snapshot. */
export interface Discovery {
  readonly partition: Partition;
  readonly path: string;
  readonly accounts: number;
  readonly diff: SnapshotDiff;
  /** Absent with --no-regions. */
  readonly regions?: {
    readonly read: number;
    readonly unread: readonly UnreadExisting[];
    readonly diff: readonly string[];
    readonly calls: number;
    readonly retries: number;
    /** Whether nothing was recorded before, and the administrator administers a region. */
    readonly isFirst: boolean;
  };
}

/** The same for people. */
export function discoveryText({ partition, path, accounts, diff, regions }: Discovery, io: Io): string {
  const lines = diffLines(diff);
  const head = `${partition}: ${accounts} accounts in ${shownPath(path, io)}, ${lines.length} changed`;
  return [head, ...lines.map((line) => `  ${line}`), ...(regions ? toldRegions(regions) : [])].join("\n");
}

function toldRegions({ read, unread, diff, calls, retries }: NonNullable<Discovery["regions"]>): string[] {
  const throttled = retries > 0 ? `, ${retries} throttled` : "";
  return [
    `  ${read} regions read, ${diff.length} changes, ${unread.length} parts unread (${calls} calls${throttled})`,
    ...diff.map((line) => `  ${line}`),
    ...unreadLines(unread),
  ];
}

/** Regions in which the same part was not read for the same reason share a line. */
function unreadLines(unread: readonly UnreadExisting[]): string[] {
  const regions = new Map<string, string[]>();
  for (const { region, part = "all of it", reason } of unread) {
    const what = `${part}: unread: ${reason}`;
    regions.set(what, [...(regions.get(what) ?? []), region]);
  }
  return [...regions].map(([what, where]) => `  ? ${where.join(", ")} ${what}`);
}
