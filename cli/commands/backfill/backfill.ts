import { deliveryNames } from "../../../config/names";
import { backfillRegion, type RegionBackfill } from "./backfill-region";
import { regionLines, summaryLine } from "./backfill-text";
import { chosenFindings } from "./chosen-findings";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { openProject, type ConfigOptions } from "../../open-project";
import { entrances } from "../redrive/entrances";
import { forwardingPlaces } from "../redrive/forwarding-place";
import { runModeOf, type ModeOptions } from "../../run-mode";

/** Flags of `orgduty backfill`. Neither of the first two has a default: a person decides how much is sent again. */
export interface BackfillOptions extends ConfigOptions, Pick<ModeOptions, "aws"> {
  /** Start of the time. @default none: a report says what is sent */
  readonly since?: string;
  /** A file with what `verify --reconcile --json` printed: only its missing findings are sent. @default none */
  readonly fromReport?: string;
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
  const { what, whichIn } = chosenFindings(options, config, io);
  const mode = runModeOf(options, config.path, io);
  const endpoint = mode.kind === "local" ? { endpoint: mode.endpoint } : {};
  const places = forwardingPlaces(config, options.region).filter(
    ({ region }) => whichIn(region) !== undefined,
  );
  if (places.length > 0 && !options.dryRun) await consent(what(places), options, io);
  const entranceOf = await entrances(places, endpoint, io);
  const done: RegionBackfill[] = [];
  for (const place of places) {
    const entrance = entranceOf(place.organization);
    const { queue: queueName } = deliveryNames(config, place.organization.forwarding?.topology);
    const props = { place, entrance, queueName, which: whichIn(place.region)!, signal: io.signal };
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

async function consent(what: string, { yes }: BackfillOptions, io: Io): Promise<void> {
  if (yes) return;
  if (!io.interactive)
    throw new CommandError(`${what} would be sent again`, "pass --yes, or --dry-run to only count");
  const answer = await io.ask(`Send ${what} to their queues? Type yes: `);
  if (answer.trim() !== "yes") throw new CommandError("nothing was sent");
}
