import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { partitionOf } from "../../aws/partitions";
import { readApiModels, type ApiModels } from "../../local-aws/faults/api-models";
import { operationOf } from "../../local-aws/faults/operation-of";
import { credentialScope } from "../../local-aws/front-door/credential-scope";

/** One call that came through. */
export interface RecordedCall {
  /** The service's name in botocore's models, e.g. `events`. */
  readonly service: string;
  readonly operation: string;
  readonly accessKeyId: string;
}

/** Stands before a local AWS and writes down which operations are called. */
export class RecordingProxy {
  readonly calls: RecordedCall[] = [];
  readonly #server: Server;

  private constructor(
    private readonly target: URL,
    private readonly models: ApiModels,
  ) {
    this.#server = createServer((incoming, outgoing) => void this.#pass(incoming, outgoing));
  }

  /** @param python one that has botocore */
  static async start(target: string, python: string): Promise<RecordingProxy> {
    const proxy = new RecordingProxy(new URL(target), await readApiModels(python));
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = Buffer.concat(await incoming.toArray());
    await this.#record(incoming, body);
    const { hostname, port } = this.target;
    const { method, url: path, headers } = incoming;
    const passed = request({ hostname, port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on("error", () => outgoing.destroy());
    passed.end(body);
  }

  async #record({ method = "GET", url = "/", headers }: IncomingMessage, body: Buffer): Promise<void> {
    const { pathname, searchParams } = new URL(url, this.target);
    const scope = credentialScope(headers.authorization, searchParams);
    if (!scope) return;
    const { service, region, accessKeyId } = scope;
    const called = await operationOf(
      {
        ...{ method, path: pathname, query: searchParams, headers, service, region },
        ...{ partition: partitionOf(region), caller: { accountId: "", arn: "" } },
        body: () => Promise.resolve(body),
      },
      this.models,
    );
    this.calls.push({
      service: called?.service ?? service,
      operation: called?.operation ?? `? ${method} ${pathname}`,
      accessKeyId,
    });
  }
}
