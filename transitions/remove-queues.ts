import type { Calls } from "../aws-clients/calls";
import type { SignIn } from "../aws-clients/sign-in";
import { drainQueue } from "./drain-queue";
import type { PathEffects } from "./path-effects";
import { putTargets, removeTargets } from "./put-planned";
import { messagesIn, openQueue } from "./queues";

/** A stack whose plan removes findings queues, and where the findings go instead. */
export interface RemoveQueuesProps {
  readonly region: string;
  readonly enter: SignIn;
  readonly calls: Calls;
  readonly effects: PathEffects;
  /** The queue that findings go to from now on. Absent: forwarding ends, and the queue's own function empties it. */
  readonly to?: { readonly region: string; readonly name: string } | undefined;
  readonly settleMs: number;
  /** Aborts the work with an AbortError, also between two calls. @default it runs to its end */
  readonly signal?: AbortSignal | undefined;
  readonly onStep: (text: string) => void;
}

/** Dead letters that would be lost with their queues, one line for each queue; empty if all the queues are empty. */
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
          "with the config as it was before the change, ./orgduty redrive",
      );
  }
  return lines;
}

/**
 * Empties the queues that a plan removes, so that Terraform removes no waiting messages. First the findings are sent
 * another way, then the messages in a queue are moved there. Each step looks at what exists, so a run that was killed
 * can simply be repeated.
 * @throws if dead letters are in the way, or a queue does not become empty
 */
export async function removeQueues(props: RemoveQueuesProps): Promise<void> {
  const { region, enter, calls, effects, to, settleMs, signal, onStep } = props;
  const settings = enter("administrator", region);
  if (effects.targets.length > 0) {
    onStep("findings go to their new target");
    await putTargets({ settings, calls }, effects.targets);
  }
  if (effects.ended.length > 0) {
    onStep("no more findings are taken");
    await removeTargets({ settings, calls }, effects.ended);
  }
  const inTheWay = await deadLettersInTheWay(props);
  if (inTheWay.length > 0) throw new Error(inTheWay.join("\n"));
  const target = to && (await openQueue(enter("administrator", to.region), calls, to.name));
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
