import type { QueueRedrive } from "./queue-redrive";

/** What a person reads about a queue that holds dead letters, or could not be opened. */
export function foundLine({ region, queue, messages, hidden, failure }: QueueRedrive): string {
  if (failure !== undefined) return `${region}  ${queue}: ${failure}`;
  const held =
    hidden > 0 ? `, ${hidden} of them hidden: received by another run within the last 2 minutes` : "";
  return `${region}  ${queue}: ${messages} waiting${held}`;
}

/** What a person reads about a queue after its messages were moved. */
export function movedLine(letters: QueueRedrive): string {
  const { region, queue, moved, backTo, backToRegion, cameBack, failure } = letters;
  return [
    `${region}  ${queue}: ${moved} moved to ${backTo} in ${backToRegion}`,
    ...(cameBack > 0
      ? [`${cameBack} arrived meanwhile and were left there: does the relay work again?`]
      : []),
    ...(failure === undefined ? [] : [`stopped: ${failure}`]),
  ].join(", ");
}

/** The result of all queues, on one line. */
export function summaryLine(all: readonly QueueRedrive[]): string {
  const sum = (count: (letters: QueueRedrive) => number) =>
    all.reduce((total, letters) => total + count(letters), 0);
  const failed = all.filter(({ failure }) => failure !== undefined).length;
  const parts = [`${sum(({ messages }) => messages)} dead letters`, `${sum(({ moved }) => moved)} moved`];
  return [...parts, ...(failed > 0 ? [`${failed} queues failed`] : [])].join(", ");
}
