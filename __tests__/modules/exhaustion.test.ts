import { backoffSeconds } from "../../lambda-src/finding-forwarder/batch/backoff";
import { VISIBILITY_TIMEOUT_SECONDS } from "../../modules/finding-forwarder/timing";
import { FindingQueue } from "../../modules/finding-queue/finding-queue";
import fc from "../support/fast-check";
import { synthConstruct } from "../support/synth-construct";

const DAY = 24 * 60 * 60;
const named = (name: string) => ({ name, arn: `arn:aws:sqs:eu-west-1:222222222222:${name}` });

/** An outage of a weekend must not exhaust a message, and a message must be exhausted long before it expires. */
describe("a message that nobody takes", () => {
  const { resource } = synthConstruct((stack, placement) => {
    const deadLetterQueue = new FindingQueue(stack, "dead", { placement, queue: named("dead") });
    new FindingQueue(stack, "queue", { placement, queue: named("findings"), deadLetterQueue });
  });
  const queue = Object.values(resource["aws_sqs_queue"]!).find(({ name }) => name === "findings")!;
  const { maxReceiveCount } = JSON.parse(queue.redrive_policy as string) as { maxReceiveCount: number };

  const daysUntilExhausted = (wait: (receive: number) => number): number => {
    let seconds = 0;
    for (let receive = 1; receive <= maxReceiveCount; receive++) seconds += wait(receive);
    return seconds / DAY;
  };

  it("is exhausted after 4.7 to 5.7 days of an outage, as the docs say", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 - 2 }), (seed) => {
        const random = seeded(seed);
        const days = daysUntilExhausted((receive) => backoffSeconds(receive, 0, random));
        expect(days).toBeGreaterThan(4.7);
        expect(days).toBeLessThan(5.7);
      }),
      { numRuns: 200 },
    );
  });

  it("is exhausted after 3 days at the earliest, and after 11 at the latest", () => {
    expect(daysUntilExhausted(() => VISIBILITY_TIMEOUT_SECONDS)).toBeGreaterThan(3);
    expect(daysUntilExhausted((receive) => backoffSeconds(receive, DAY))).toBeLessThan(11);
    expect(queue.message_retention_seconds).toBe(14 * DAY);
  });
});

/** Park and Miller's generator. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % (2 ** 31 - 1)) / (2 ** 31 - 1);
}
