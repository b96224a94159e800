import type { Calls } from "../aws-clients/calls";
import type { SignIn } from "../aws-clients/sign-in";
import { drainQueue } from "./drain-queue";
import type { PathEffects } from "./path-effects";
import { putTargets } from "./put-planned";
import { messagesIn, openQueue } from "./queues";

/** A stack whose plan removes queues of findings, and where the findings go instead. */
export interface RemoveQueuesProps {
  readonly region: string;
  readonly enter: SignIn;
  readonly calls: Calls;
  readonly effects: PathEffects;
  /** The queue that findings come to from now on. */
  readonly to: { readonly region: string; readonly name: string };
  readonly settleMs: number;
  /** Ends it with an AbortError, between two calls too. @default it runs to its end */
  readonly signal?: AbortSignal | undefined;
  readonly onStep: (text: string) => void;
}

/** Dead letters that would go with their queues, a line a queue; none if all are empty. */
export async function deadLettersInTheWay({
  region,
  enter,
  calls,
  effects,
}: Pick<RemoveQueuesProps, "region" | "enter" | "calls" | "effects">): Promise<string[]> {
  const lines: string[] = [];
  for (const name of effects.deadLetters) {
    const queue = await openQueue(enter("administrator", region), calls, name);
    const count = queue ? await messagesIn(queue) : 0;
    queue?.sqs.destroy();
    if (count > 0)
      lines.push(
        `${name} in ${region} holds dead letters (${count}), and the plan removes it: ` +
          "with the config as it was before the change, npx orgduty redrive",
      );
  }
  return lines;
}

/**
 * Empties the queues that a plan removes, so that Terraform removes nothing that waits: first findings go another way, then what is in a
 * queue is moved there. Each step looks at what is there, so that a run that was killed is simply repeated.
 * @throws if dead letters are in the way, or a queue does not become empty
 */
export async function removeQueues(props: RemoveQueuesProps): Promise<void> {
  const { region, enter, calls, effects, to, settleMs, signal, onStep } = props;
  const settings = enter("administrator", region);
  if (effects.targets.length > 0) {
    onStep("findings go to their new target");
    await putTargets({ settings, calls }, effects.targets);
  }
  const inTheWay = await deadLettersInTheWay(props);
  if (inTheWay.length > 0) throw new Error(inTheWay.join("\n"));
  const target = await openQueue(enter("administrator", to.region), calls, to.name);
  for (const name of effects.drained) {
    const from = await openQueue(settings, calls, name);
    if (!from) continue;
    try {
      await drainQueue({ from, to: target, onStep, signal, settleMs });
    } finally {
      from.sqs.destroy();
    }
  }
  target?.sqs.destroy();
}
