import { CommandError, EXIT, type Io } from "../../terminal/io";
import { openProject, type ConfigOptions } from "../../open-project";
import { deadLettersOf } from "./dead-letters";
import { entrances } from "./entrances";
import { forwardingPlaces } from "./forwarding-place";
import { isDone, lookInto, redrive, type QueueRedrive } from "./queue-redrive";
import { foundLine, movedLine, summaryLine } from "./redrive-text";
import { runModeOf, type ModeOptions } from "../../run-mode";

/** Flags of `orgduty redrive`. Without `region`, dead letters of all regions are moved. */
export interface RedriveOptions extends ConfigOptions, Pick<ModeOptions, "aws"> {
  readonly region: readonly string[];
  /** Only count what would be moved. @default false */
  readonly dryRun?: boolean;
  /** Move without asking; needed if there is no terminal to ask on. @default false */
  readonly yes?: boolean;
  /** Print each queue's result as one JSON document. @default false */
  readonly json?: boolean;
}

const LATER =
  "  fix: run it again in 2 minutes: until then SQS hides messages that were received but not moved";

/** `orgduty redrive`: moves both kinds of dead letters back into the queue, to be delivered like any finding. */
export async function run(options: RedriveOptions, io: Io): Promise<number> {
  const { config } = openProject(options, io);
  const mode = runModeOf(options, config.path, io);
  const endpoint = mode.kind === "local" ? { endpoint: mode.endpoint } : {};
  const places = forwardingPlaces(config, options.region);
  const entranceOf = await entrances(places, endpoint, io);
  const found: QueueRedrive[] = [];
  for (const letters of deadLettersOf(config, places))
    found.push(await lookInto(letters, entranceOf(letters.organization), io.signal));
  const looked = found.filter(({ messages, failure }) => messages > 0 || failure !== undefined);
  looked.forEach((letters) => io.err(foundLine(letters)));
  if (options.dryRun || looked.every(({ messages }) => messages === 0)) {
    tell(looked, options, io);
    return looked.every(({ failure }) => failure === undefined) ? EXIT.fine : EXIT.error;
  }
  await consent(looked, options, io);
  const done: QueueRedrive[] = [];
  for (const letters of looked) {
    const moved = await redrive(letters, io.signal);
    if (letters.messages > 0) io.err(movedLine(moved));
    done.push(moved);
  }
  tell(done, options, io);
  if (done.every(isDone)) return EXIT.fine;
  if (done.some(({ messages, moved }) => moved < messages)) io.err(LATER);
  return EXIT.error;
}

async function consent(looked: readonly QueueRedrive[], { yes }: RedriveOptions, io: Io): Promise<void> {
  if (yes) return;
  const count = looked.reduce((sum, { messages }) => sum + messages, 0);
  if (!io.interactive)
    throw new CommandError(`${count} messages would be moved`, "pass --yes, or --dry-run to only look");
  const answer = await io.ask(`Move ${count} messages back into their queues? Type yes: `);
  if (answer.trim() !== "yes") throw new CommandError("nothing was moved");
}

function tell(all: readonly QueueRedrive[], { json }: RedriveOptions, io: Io): void {
  const rows = all.map(({ region, queue, messages, hidden, moved, cameBack, failure }) => ({
    ...{ region, queue, messages, hidden, moved, cameBack },
    ...(failure !== undefined && { failure }),
  }));
  io.out(json ? JSON.stringify(rows, null, 2) : summaryLine(all));
}
