import { createServer, request, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** Stands before the local AWS, and refuses what it is told to. */
export interface RefusingProxy {
  readonly url: string;
  /** What is refused, by method, path and operation, e.g. `GET /detector/1/ipset`. undefined: nothing. */
  refuse(what: RegExp | undefined): void;
  stop(): void;
}

/** Starts one before a local AWS. */
export async function refusingProxy(target: string): Promise<RefusingProxy> {
  let refused: RegExp | undefined;
  const server = createServer((incoming, outgoing) => {
    if (refused?.test(nameOf(incoming))) {
      const headers = { "content-type": "application/json", "x-amzn-errortype": "AccessDeniedException" };
      outgoing.writeHead(403, headers).end('{"__type":"AccessDeniedException","message":"not authorized"}');
      incoming.resume();
      return;
    }
    const { method, url, headers } = incoming;
    const upstream = request(new URL(url ?? "/", target), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    upstream.once("error", () => outgoing.destroy());
    incoming.pipe(upstream);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refuse: (what) => {
      refused = what;
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function nameOf({ method, url, headers }: IncomingMessage): string {
  return `${method} ${url} ${String(headers["x-amz-target"] ?? "")}`;
}
