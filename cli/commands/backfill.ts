import { GuardDutyClient } from "@aws-sdk/client-guardduty";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { resourceNames } from "../../config/names";
import { signIn } from "../../verification/sign-in";
import { findingEvent } from "../backfill/finding-event";
import { findingsSince } from "../backfill/findings-since";
import { parseSince } from "../backfill/since";
import { CommandError, EXIT, type Io } from "../io";
import { openProject } from "../open-project";
import { forwardingPlaces, type ForwardingPlace } from "../redrive/forwarding-place";
import { openQueue } from "../redrive/move-messages";
import { runModeOf } from "../run-mode";

export interface BackfillOptions {
  readonly config?: string;
  readonly since: string;
  readonly region: readonly string[];
  readonly aws?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/**
 * `orgduty backfill`: findings that GuardDuty still has, into the queue as EventBridge would have put them there. Running it twice is safe: the relay
 * recognizes a finding by its id and updatedAt.
 */
export async function run(options: BackfillOptions, io: Io): Promise<number> {
  const { config } = openProject(options, io);
  const since = parseSince(options.since, Date.now());
  const mode = runModeOf(options, config.path, io);
  const places = forwardingPlaces(config, options.region);
  if (!options.dryRun) await consent(places, since, options, io);
  const counts: { region: string; findings: number }[] = [];
  for (const place of places) {
    const enter = signIn({
      organization: place.organization,
      purpose: "apply",
      ...(mode.kind === "local" ? { endpoint: mode.endpoint } : {}),
    });
    const guardduty = new GuardDutyClient({ ...enter("administrator", place.region), maxAttempts: 5 });
    const sqs = new SQSClient({ ...enter("administrator", place.queueRegion), maxAttempts: 5 });
    const queue = await openQueue(sqs, resourceNames(config).queue);
    let findings = 0;
    for await (const page of findingsSince(guardduty, since)) {
      io.signal.throwIfAborted();
      findings += page.length;
      if (options.dryRun) continue;
      const bodies = page.map((finding) => findingEvent(finding, place.organization.administratorAccountId));
      await Promise.all(
        bodies.map((MessageBody) => sqs.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody }))),
      );
    }
    io.err(`${place.region}: ${findings} findings since ${new Date(since).toISOString()}`);
    counts.push({ region: place.region, findings });
  }
  const total = counts.reduce((sum, { findings }) => sum + findings, 0);
  io.out(
    options.json
      ? JSON.stringify(counts, null, 2)
      : `${total} findings ${options.dryRun ? "found" : "sent to their queues"}`,
  );
  return EXIT.fine;
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
