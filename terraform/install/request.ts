import { get as getHttp, type Agent, type IncomingMessage } from "node:http";
import { get as getHttps } from "node:https";
import { OperatorError } from "../../config/problems/operator-error";

/** How requests leave this machine. */
export interface Connection {
  /** The agent for a request, e.g. one that goes through a proxy. @default Node's own, which goes straight there */
  readonly agentFor?: (url: URL) => Agent | undefined;
  readonly signal?: AbortSignal;
  /** How long a server may send nothing. @default 30 seconds */
  readonly idleMilliseconds?: number;
}

const MOST_REDIRECTS = 5;
const IDLE_MILLISECONDS = 30_000;

/** A file that could not be fetched, and why. */
export class FetchError extends OperatorError {
  constructor(
    url: URL,
    why: string,
    /** The server's answer, if it gave one. */
    public readonly status?: number,
    options?: ErrorOptions,
  ) {
    super(
      `${addressText(url)} cannot be fetched: ${why}`,
      "name a mirror in ORGDUTY_TERRAFORM_MIRROR, a proxy in HTTPS_PROXY, or put Terraform on this machine by hand and name it in TERRAFORM_BINARY_NAME",
      options,
    );
  }
}

/**
 * Starts fetching a URL, and follows redirects.
 * @param headers e.g. a range
 * @returns the answer, whose body is still to be read
 * @throws FetchError if nobody answers, or with an error
 */
export async function request(
  url: URL,
  connection: Connection,
  headers: Readonly<Record<string, string>> = {},
  redirects = MOST_REDIRECTS,
): Promise<IncomingMessage> {
  const answer = await answerOf(url, connection, headers);
  const { statusCode = 0, headers: answered } = answer;
  if (statusCode < 300 || statusCode === 416) return answer;
  answer.resume();
  const location = answered.location;
  if (statusCode >= 400 || !location)
    throw new FetchError(url, `the server answers ${statusCode}`, statusCode);
  if (redirects === 0) throw new FetchError(url, `more than ${MOST_REDIRECTS} redirects`);
  const next = new URL(location, url);
  if (next.protocol === "http:" && url.protocol === "https:")
    throw new FetchError(url, `it redirects to ${addressText(next)}, which is not https`);
  return request(next, connection, headers, redirects - 1);
}

function answerOf(
  url: URL,
  { agentFor, signal, idleMilliseconds = IDLE_MILLISECONDS }: Connection,
  headers: Readonly<Record<string, string>>,
): Promise<IncomingMessage> {
  const agent = agentFor?.(url);
  const options = { headers, ...(agent ? { agent } : {}), ...(signal ? { signal } : {}) };
  return new Promise((resolve, reject) => {
    const sent = (url.protocol === "https:" ? getHttps : getHttp)(url, options, resolve);
    sent.setTimeout(idleMilliseconds, () => {
      sent.destroy(new Error(`nothing came for ${idleMilliseconds / 1000} seconds`));
    });
    sent.on("error", (error) => {
      // The fix of a proxy's refusal speaks of AWS.
      const why = error.message.split("\n", 1)[0]!;
      reject(signal?.aborted ? error : new FetchError(url, why, undefined, { cause: error }));
    });
  });
}

/** A URL for messages: a mirror's may hold a password. */
export function addressText(url: URL): string {
  const shown = new URL(url);
  shown.username = "";
  shown.password = "";
  shown.search = "";
  return shown.href;
}
