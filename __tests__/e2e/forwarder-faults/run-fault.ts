import { setTimeout as sleep } from "node:timers/promises";
import type { FaultCase } from "./fault-case";
import { findings } from "./fault-case";
import { World, type Certificates } from "./world";

/** How a case ended. */
export interface Ending {
  readonly messages: number;
  /** Different findings that the relay kept. */
  readonly delivered: number;
  readonly deadLetters: Readonly<Record<string, number>>;
  /** Bodies that are neither at the relay nor in the dead-letter queue. */
  readonly lost: readonly string[];
  /** What is still in the queue when we gave up. */
  readonly waiting: number;
  readonly maxResidentKilobytes: number;
}

/** Far more than any case needs: one that does not end is a failure. */
const MAX_INVOCATIONS = 500;

/** Plays a case: messages go into the queue, and the function is invoked until the queue is empty. */
export async function runFault(
  fault: FaultCase,
  certificates: Certificates,
  script: string,
): Promise<Ending> {
  const { bodies = findings(20), prepare, relay, options = {}, cuts } = fault;
  const world = new World(certificates, script, relay, options, cuts);
  await world.start();
  try {
    await prepare?.(world);
    world.aws.put(bodies);
    for (let invocation = 1; world.aws.size > 0 && invocation <= MAX_INVOCATIONS; invocation++) {
      await fault.before?.(world, invocation);
      await invoke(world, fault);
    }
    return await eventualEndingOf(world, bodies);
  } finally {
    await world.stop();
  }
}

async function invoke(
  world: World,
  { batchSize = 10, timeoutMilliseconds = 10_000 }: FaultCase,
): Promise<void> {
  const records = world.aws.receive(batchSize);
  const result = await world.environment.invoke(records, timeoutMilliseconds, world.aws.clockOffset);
  if (!result) return world.restartFunction();
  world.maxResidentKilobytes = Math.max(world.maxResidentKilobytes, result.maxResidentKilobytes);
  const failed = new Set(result.response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  world.aws.delete(records.map(({ messageId }) => messageId).filter((id) => !failed.has(id)));
}

/** A kept connection confirms late: the relay may still be reading. What is missing after ten seconds is lost. */
async function eventualEndingOf(world: World, bodies: readonly string[]): Promise<Ending> {
  const latest = Date.now() + 10_000;
  for (;;) {
    const ending = endingOf(world, bodies);
    if (ending.lost.length === 0 || Date.now() > latest) return ending;
    await sleep(20);
  }
}

function endingOf(world: World, bodies: readonly string[]): Ending {
  const kept = new Set(world.kept.map((line) => /"id":"([^"]+)"/.exec(line)?.[1]));
  const dead = new Set(world.aws.deadLetters.map(({ body }) => body));
  const deadLetters: Record<string, number> = {};
  for (const { reason } of world.aws.deadLetters) deadLetters[reason] = (deadLetters[reason] ?? 0) + 1;
  const isKept = (body: string) => kept.has(/"detail":.*?"id":"([^"]+)"/.exec(body)?.[1]);
  return {
    messages: bodies.length,
    delivered: kept.size,
    deadLetters,
    lost: bodies.filter((body) => !dead.has(body) && !isKept(body)),
    waiting: world.aws.size,
    maxResidentKilobytes: world.maxResidentKilobytes,
  };
}
