import { z } from "zod";
import { appendEntry, historyLines } from "../../../verification/history/history-file";
import type { DriftedResource } from "./drifted-resource";

const line = z.object({
  checkedAt: z.iso.datetime(),
  /** Stacks that were read. */
  stacks: z.array(z.string()),
  /** Stacks that could not be read. */
  unread: z.array(z.string()),
  /** When each drifted resource was first seen as such, by stack and address. */
  drift: z.record(z.string(), z.iso.datetime()),
});

/** A run of drift as one line of its history file. */
export type DriftLine = Readonly<z.infer<typeof line>>;

/** The runs in a history file, the oldest first. Lines that are no runs are left out: a killed run may have left half a line. */
export function readDriftHistory(file: string): DriftLine[] {
  return historyLines(file).flatMap((text) => {
    try {
      return [line.parse(JSON.parse(text))];
    } catch {
      return [];
    }
  });
}

/** Adds a run to the history file. */
export function appendDriftLine(file: string, entry: DriftLine): void {
  appendEntry(file, entry);
}

/** A run as a line. A resource that had drifted when its stack was last read keeps the time at which that was first seen. */
export function driftLine(
  run: Pick<DriftLine, "checkedAt" | "stacks" | "unread">,
  drifted: readonly DriftedResource[],
  earlier: readonly DriftLine[],
): DriftLine {
  const firstSeen = ({ stack, address }: DriftedResource): string =>
    earlier.findLast(({ stacks }) => stacks.includes(stack))?.drift[driftKey({ stack, address })] ??
    run.checkedAt;
  const drift = drifted.map((one) => [driftKey(one), firstSeen(one)] as const);
  return { ...run, drift: Object.fromEntries(drift) };
}

/** What tells one drifted resource from another. */
export function driftKey({ stack, address }: Pick<DriftedResource, "stack" | "address">): string {
  return `${stack} ${address}`;
}
