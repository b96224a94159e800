import { SQSClient } from "@aws-sdk/client-sqs";
import type { Region } from "../../config/regions";
import { signIn } from "../../verification/sign-in";
import { CommandError, EXIT, type Io } from "../io";
import { openProject } from "../open-project";
import { deadLettersOf, type DeadLetters } from "../redrive/dead-letters";
import { forwardingPlaces } from "../redrive/forwarding-place";
import { countMessages, moveMessages, openQueue, type OpenQueue } from "../redrive/move-messages";
import { runModeOf } from "../run-mode";

export interface RedriveOptions {
  readonly config?: string;
  readonly region: readonly string[];
  readonly aws?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

interface Waiting extends DeadLetters {
  readonly from: OpenQueue;
  readonly to: OpenQueue;
  readonly messages: number;
  readonly moved: number;
}

/** `orgduty redrive`: dead letters of both kinds back into the queue, to be delivered like any finding. */
export async function run(options: RedriveOptions, io: Io): Promise<number> {
  const { config } = openProject(options, io);
  const mode = runModeOf(options, config.path, io);
  const endpoint = mode.kind === "local" ? { endpoint: mode.endpoint } : {};
  const found: Waiting[] = [];
  for (const letters of deadLettersOf(config, forwardingPlaces(config, options.region))) {
    const enter = signIn({ organization: letters.organization, purpose: "apply", ...endpoint });
    const client = (region: Region) => new SQSClient({ ...enter("administrator", region), maxAttempts: 5 });
    const from = await openQueue(client(letters.region), letters.queue);
    const to = await openQueue(client(letters.backToRegion), letters.backTo);
    found.push({ ...letters, from, to, messages: await countMessages(from), moved: 0 });
  }
  const waiting = found.filter(({ messages }) => messages > 0);
  for (const { region, queue, messages } of waiting) io.err(`${region}  ${queue}: ${messages} waiting`);
  if (waiting.length === 0 || options.dryRun) return told(waiting, options, io);
  await consent(waiting, options, io);
  const done: Waiting[] = [];
  for (const letters of waiting) {
    const moved = await moveMessages(letters.from, letters.to, io.signal);
    io.err(
      `${letters.region}  ${letters.queue}: ${moved} moved to ${letters.backTo} in ${letters.backToRegion}`,
    );
    done.push({ ...letters, moved });
  }
  return told(done, options, io);
}

async function consent(waiting: readonly Waiting[], { yes }: RedriveOptions, io: Io): Promise<void> {
  if (yes) return;
  const count = waiting.reduce((sum, { messages }) => sum + messages, 0);
  if (!io.interactive)
    throw new CommandError(`${count} messages would be moved`, "pass --yes, or --dry-run to only look");
  const answer = await io.ask(`Move ${count} messages back into their queues? Type yes: `);
  if (answer.trim() !== "yes") throw new CommandError("nothing was moved");
}

function told(letters: readonly Waiting[], { json }: RedriveOptions, io: Io): number {
  const rows = letters.map(({ region, queue, messages, moved }) => ({ region, queue, messages, moved }));
  const sum = (count: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + count(row), 0);
  if (json) io.out(JSON.stringify(rows, null, 2));
  else io.out(`${sum(({ messages }) => messages)} dead letters, ${sum(({ moved }) => moved)} moved`);
  return EXIT.fine;
}
