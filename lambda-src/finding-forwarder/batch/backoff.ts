const FIRST_SECONDS = 5;
const MAX_SECONDS = 15 * 60;

/**
 * How long a message stays invisible before its next try: full jitter under a limit that doubles with each receive, up
 * to 15 minutes. An outage of hours therefore costs few tries, and they do not all come at once when it ends. The delay
 * that the relay asked for is added, within the same cap.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 *
 * @param receiveCount how often SQS delivered the message, from 1
 * @returns whole seconds, at least 1
 */
export function backoffSeconds(
  receiveCount: number,
  retryAfterSeconds = 0,
  random: () => number = Math.random,
): number {
  const limit = Math.min(MAX_SECONDS, FIRST_SECONDS * 2 ** Math.min(receiveCount - 1, 16));
  return Math.min(MAX_SECONDS, Math.ceil(retryAfterSeconds) + Math.max(1, Math.ceil(random() * limit)));
}
