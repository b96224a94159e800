import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { partitionOf } from "../aws/partitions";
import type { ClientSettings } from "./sign-in";

/** A schedule's name in its group. */
export interface ScheduleName {
  readonly group: string;
  readonly name: string;
}

/**
 * Reads schedules of EventBridge Scheduler. It is one call of one service, so it is signed with the SDK's own signer, which the
 * client for EventBridge has, and needs no client package more.
 * Source: https://docs.aws.amazon.com/scheduler/latest/APIReference/API_GetSchedule.html
 */
export class ScheduleClient {
  readonly #signing: EventBridgeClient;
  readonly #endpoint: URL;

  constructor(private readonly settings: ClientSettings) {
    const { region, endpoint } = settings;
    const suffix = partitionOf(region) === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
    this.#endpoint = new URL(endpoint ?? `https://scheduler.${region}.${suffix}`);
    this.#signing = new EventBridgeClient(settings);
  }

  /** The schedule as AWS answers it, in AWS's words. @throws an error with AWS's name for it */
  async get(
    schedule: ScheduleName,
    { abortSignal }: { readonly abortSignal?: AbortSignal },
  ): Promise<unknown> {
    const url = new URL(`/schedules/${encodeURIComponent(schedule.name)}`, this.#endpoint);
    url.searchParams.set("groupName", schedule.group);
    const headers = await this.#signed(url, schedule);
    const answer = await fetch(url, { headers, ...(abortSignal && { signal: abortSignal }) });
    if (!answer.ok) throw await errorOf(answer);
    return answer.json();
  }

  destroy(): void {
    this.#signing.destroy();
  }

  async #signed({ protocol, host, hostname, port, pathname }: URL, { group }: ScheduleName) {
    const { region } = this.settings;
    const signer = await this.#signing.config.signer({
      ...{ name: "sigv4", signingName: "scheduler", signingRegion: region, properties: {} },
    });
    const { headers } = await signer.sign({
      ...{ method: "GET", protocol, hostname, path: pathname, query: { groupName: group } },
      ...(port !== "" && { port: Number(port) }),
      headers: { host },
    });
    return headers;
  }
}

/** AWS names an error in a header, and says more in the body. */
async function errorOf(answer: Response): Promise<Error> {
  const text = await answer.text();
  const [name = "Error"] = (answer.headers.get("x-amzn-errortype") ?? namedIn(text)).split(":");
  const error = new Error(text.slice(0, 500));
  return Object.assign(error, { name, $metadata: { httpStatusCode: answer.status } });
}

function namedIn(text: string): string {
  const [, name = "UnknownError"] = /"(?:__type|code|Code)": ?"([^"]+)"/.exec(text) ?? [];
  return name;
}
