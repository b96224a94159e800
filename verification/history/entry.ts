import { z } from "zod";

const moment = z.string().refine((text) => !Number.isNaN(Date.parse(text)));
const count = z.number().nonnegative();

/** What a run found, in figures. Lines of earlier releases have none. */
const figures = z.object({
  /** By region and protection plan: in how many accounts it is on, and in how many it should be. */
  coverage: z.record(z.string(), z.record(z.string(), z.tuple([count, count]))),
  /** When gaps were first seen, and their places in `gaps`. Few times are shared by many gaps. */
  firstSeen: z.record(moment, z.array(count)),
  /** When each region's forwarder last delivered something. Null: nothing is known of a delivery. */
  deliveries: z.record(z.string(), moment.nullable()),
  /** How many accounts each snapshot had, and when it was taken. */
  snapshots: z.record(z.string(), z.object({ readAt: z.string(), accounts: count })),
  /** Calls to AWS by region. */
  calls: z.record(z.string(), count),
  /** How many parts could not be read. */
  unread: count,
  /** By partition, accounts in which GuardDuty should be on: all of them, or what changed since an earlier line. */
  accounts: z.record(
    z.string(),
    z.union([
      z.object({ all: z.array(z.string()) }),
      z.object({ added: z.array(z.string()), gone: z.array(z.string()) }),
    ]),
  ),
});

/** A run of verify as one line of the history file. */
const entry = z.object({
  verifiedAt: moment,
  regions: z.array(z.string()),
  /** Keys of gaps. */
  gaps: z.array(z.string()),
  // A person may have edited the file: what is wrong there is left out, and the rest is used.
  found: figures.optional().catch(undefined),
});

/** What a run found, in figures. */
export type Figures = Readonly<z.infer<typeof figures>>;

/** A run of verify as one line of the history file. */
export type Entry = Readonly<z.infer<typeof entry>>;

/** A run that has figures, which is what a page draws. */
export type DrawnEntry = Entry & { readonly found: Figures };

/**
 * Returns nothing for a line that is not a run: a killed run may have left half a line, or a person may have edited the
 * file.
 */
export function entryIn(line: string): Entry[] {
  try {
    const { success, data } = entry.safeParse(JSON.parse(line));
    return success ? [data] : [];
  } catch {
    return [];
  }
}

/** The last run that verified a region. */
export function lastOf(region: string, entries: readonly Entry[]): Entry | undefined {
  return entries.findLast(({ regions }) => regions.includes(region));
}
