import type { OrgdutyConfig } from "../../../config/config";
import type { Region } from "../../../config/regions";
import { parseSince } from "../../since";
import { CommandError, type Io } from "../../terminal/io";
import type { ForwardingPlace } from "../redrive/forwarding-place";
import type { BackfillOptions } from "./backfill";
import type { BackfillProps } from "./backfill-region";
import { missingFindings } from "./missing-findings";

/** What is sent, for the question, and what of it is in a region. */
export interface Chosen {
  readonly what: (places: readonly ForwardingPlace[]) => string;
  /** Undefined if nothing is asked of the region. */
  readonly whichIn: (region: Region) => BackfillProps["which"] | undefined;
}

/**
 * Reads which findings the flags name.
 * @throws CommandError if the flags name no findings, or a file that is no report
 */
export function chosenFindings(
  { since: text, fromReport }: Pick<BackfillOptions, "since" | "fromReport">,
  config: OrgdutyConfig,
  io: Io,
): Chosen {
  if (fromReport !== undefined) {
    const missing = missingFindings(fromReport, config, io);
    const count = (places: readonly ForwardingPlace[]) =>
      places.reduce((total, { region }) => total + (missing.get(region)?.length ?? 0), 0);
    return {
      what: (places) => `${count(places)} missing findings of ${fromReport}`,
      whichIn: (region) => {
        const ids = missing.get(region);
        return ids && { ids };
      },
    };
  }
  if (text === undefined)
    throw new CommandError("backfill sends nothing by itself", "pass --since TIME, or --from-report FILE");
  const since = parseSince("--since", text, Date.now());
  return {
    what: ({ length }) => `findings of ${length} regions since ${new Date(since).toISOString()}`,
    whichIn: () => ({ since }),
  };
}
