import { deliveryNames } from "../../../config/names";
import { backfillRegion, type RegionBackfill } from "./backfill-region";
import { regionLines, summaryLine } from "./backfill-text";
import { parseSince } from "./since";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { openProject, type ConfigOptions } from "../../open-project";
import { entrances } from "../redrive/entrances";
import { forwardingPlaces, type ForwardingPlace } from "../redrive/forwarding-place";
import { runModeOf, type ModeOptions } from "../../run-mode";

/** Flags of `orgduty backfill`. `since` has no default: a person decides how much is sent again. */
export interface BackfillOptions extends ConfigOptions, Pick<ModeOptions, "aws"> {
  readonly since: string;
  readonly region: readonly string[];
  /** Only count what would be sent. @default false */
  readonly dryRun?: boolean;
  /** Send without asking; needed if there is no terminal to ask on. @default false */
  readonly yes?: boolean;
  /** Print each region's result as one JSON document. @default false */
  readonly json?: boolean;
}

const UNSENT =
  "  fix: correct what the reason names, then run it again; a finding too long for SQS can only be read in GuardDuty";

/**
 * `orgduty backfill`: puts findings that GuardDuty still has into the queue, as EventBridge would have done. Findings
 * that the rule's filters leave out stay out. Running it twice is safe: the relay recognizes a finding by its id and
 * updatedAt.
 */
export async function run(options: BackfillOptions, io: Io): Promise<number> {
  const { config } = openProject(options, io);
  const since = parseSince(options.since, Date.now());
  const mode = runModeOf(options, config.path, io);
  const endpoint = mode.kind === "local" ? { endpoint: mode.endpoint } : {};
  const places = forwardingPlaces(config, options.region);
  if (!options.dryRun) await consent(places, since, options, io);
  const entranceOf = await entrances(places, endpoint, io.signal);
  const done: RegionBackfill[] = [];
  for (const place of places) {
    const entrance = entranceOf(place.organization);
    const { queue: queueName } = deliveryNames(config, place.organization.forwarding?.topology);
    const props = { place, entrance, queueName, since, signal: io.signal };
    const region = await backfillRegion({ ...props, ...(options.dryRun && { dryRun: true }) });
    regionLines(region).forEach((line) => io.err(line));
    done.push(region);
  }
  if (done.some(({ unsent }) => unsent.length > 0)) io.err(UNSENT);
  io.out(options.json ? JSON.stringify(done, null, 2) : summaryLine(done, options.dryRun));
  return done.every(({ unsent, failure }) => unsent.length === 0 && failure === undefined)
    ? EXIT.fine
    : EXIT.error;
}

async function consent(
  places: readonly ForwardingPlace[],
  since: number,
  { yes }: BackfillOptions,
  io: Io,
): Promise<void> {
  if (yes) return;
  const what = `findings of ${places.length} regions since ${new Date(since).toISOString()}`;
  if (!io.interactive)
    throw new CommandError(`${what} would be sent again`, "pass --yes, or --dry-run to only count");
  const answer = await io.ask(`Send ${what} to their queues? Type yes: `);
  if (answer.trim() !== "yes") throw new CommandError("nothing was sent");
}
