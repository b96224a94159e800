import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer, type Server, type TLSSocket } from "node:tls";
import { Worker } from "node:worker_threads";
import { HttpsRelay } from "../../../../../lambda-src/finding-forwarder/relay/https/https-relay";
import type { HttpsRelayOptions } from "../../../../../lambda-src/finding-forwarder/relay/relay-options";
import { OWN_HEADERS } from "../../../../../lambda-src/finding-forwarder/relay/https/own-headers";
import { TestAuthority } from "../../../../support/receivers/certificates";
import { recordOf } from "../../factories";

/** What the relay does with a connection that has received something. */
type Answer = (socket: TLSSocket, received: string) => void;

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
const isWhole = (received: string): boolean => {
  const [head = "", body = ""] = received.split(/\r\n\r\n(.*)/s);
  return body.length >= Number(/content-length: (\d+)/i.exec(head)?.[1] ?? NaN);
};
const whole =
  (answer: string): Answer =>
  (socket, received) =>
    void (isWhole(received) && socket.write(answer));

/** In a thread of its own, so that it answers while this one is busy. */
const QUICK_RELAY = `
  const { parentPort, workerData } = require("node:worker_threads");
  const server = require("node:https").createServer(workerData, (incoming, response) =>
    incoming.resume().on("end", () => response.end()));
  server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
`;
const busy = (milliseconds: number): void => {
  for (const end = Date.now() + milliseconds; Date.now() < end;);
};

describe("HttpsRelay, on real sockets", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-https-"));
  let authority: TestAuthority;
  let server: Server;
  let answer: Answer;
  let received = "";
  let connections = 0;
  const sockets: TLSSocket[] = [];

  beforeAll(async () => {
    authority = new TestAuthority(folder);
    const { key, certificate: cert } = authority.issue("relay");
    server = createServer({ key, cert }, (socket) => {
      connections++;
      sockets.push(socket);
      let own = "";
      socket.on("error", () => undefined);
      socket.on("data", (chunk: Buffer) => {
        own += chunk.toString("latin1");
        received = own;
        const before = own;
        answer(socket, own);
        if (isWhole(before)) own = "";
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => {
    server.close();
    sockets.forEach((socket) => socket.destroy());
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    received = "";
    connections = 0;
  });

  async function send(
    records = [recordOf()],
    options: Partial<HttpsRelayOptions> = {},
    milliseconds = 1_500,
  ) {
    const url = `https://localhost:${(server.address() as AddressInfo).port}/in`;
    const relay = new HttpsRelay(
      { protocol: "https", url, headers: {}, authentication: "bearer", ...options },
      { token: "s3cret-token", ca: authority.ca.certificate },
    );
    try {
      await relay.send(records, Date.now() + milliseconds);
      return "delivered";
    } catch (error) {
      return error as object;
    } finally {
      relay.close();
    }
  }

  it("sends each of its own headers once, whatever the options say", async () => {
    answer = whole(OK);
    const headers = Object.fromEntries(OWN_HEADERS.map((name) => [name.toUpperCase(), "identity"]));
    expect(await send([recordOf()], { headers: { ...headers, "X-Source": "guardduty" } })).toBe("delivered");
    const head = received.split("\r\n\r\n")[0]!;
    expect(head.match(/^content-encoding: .*$/gim)).toEqual(["content-encoding: gzip"]);
    expect(head.match(/^idempotency-key: .*$/gim)).toEqual([`idempotency-key: ${recordOf().key}`]);
    expect(head.match(/^x-source: .*$/gim)).toEqual(["X-Source: guardduty"]);
    expect(head).not.toContain("identity");
  });

  it("lets the config replace a header, and never what proves who we are", async () => {
    answer = whole(OK);
    const headers = { "Content-Type": "application/json", Authorization: "Bearer other" };
    expect(await send([recordOf()], { headers })).toBe("delivered");
    const head = received.split("\r\n\r\n")[0]!;
    expect(head.match(/^content-type: .*$/gim)).toEqual(["Content-Type: application/json"]);
    expect(head.match(/^authorization: .*$/gim)).toEqual(["authorization: Bearer s3cret-token"]);
  });

  it("sends nothing if a header would begin another line", async () => {
    answer = whole(OK);
    expect(await send([recordOf()], { headers: { "X-A": "b\r\nX-B: c" } })).toMatchObject({
      kind: "transient",
    });
    expect(connections).toBe(0);
  });

  describe("on a kept connection", () => {
    const relay = () =>
      new HttpsRelay(
        {
          ...{ protocol: "https", headers: {}, authentication: "none" },
          url: `https://localhost:${(server.address() as AddressInfo).port}/in`,
        },
        { ca: authority.ca.certificate },
      );

    it.each([
      ["stays", OK, 1],
      ["is closed with the answer", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", 2],
      ["has a line break too many", `${OK}\r\n`, 1],
    ])("sends the next request there if it %s, else on a fresh one", async (_, text, expected) => {
      answer = whole(text);
      const kept = relay();
      await kept.send([recordOf()], Date.now() + 1_500);
      await kept.send([recordOf()], Date.now() + 1_500);
      kept.close();
      expect(connections).toBe(expected);
    });

    it("sends again at once if the connection dies with the second request, but not if a fresh one dies", async () => {
      let requests = 0;
      answer = (socket, text) => {
        if (!isWhole(text)) return;
        if (++requests === 2) socket.destroy();
        else socket.write(OK);
      };
      const kept = relay();
      await kept.send([recordOf()], Date.now() + 1_500);
      await kept.send([recordOf()], Date.now() + 1_500);
      expect([requests, connections]).toEqual([3, 2]);
      kept.close();
      requests = 1;
      await expect(relay().send([recordOf()], Date.now() + 1_500)).rejects.toMatchObject({
        kind: "transient",
      });
      expect(requests).toBe(2);
    });

    it("trusts no connection on which the relay speaks unasked", async () => {
      answer = (socket, text) => {
        if (!isWhole(text)) return;
        socket.write(OK);
        setTimeout(() => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), 50);
      };
      const kept = relay();
      await kept.send([recordOf()], Date.now() + 1_500);
      await new Promise((resolve) => setTimeout(resolve, 150));
      answer = whole("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n");
      await expect(kept.send([recordOf()], Date.now() + 1_500)).rejects.toMatchObject({
        message: "the relay answered 503",
      });
      expect(connections).toBe(2);
    });
  });

  it("takes a 2xx for an acknowledgement, with trailers as well", async () => {
    answer = whole(
      "HTTP/1.1 200 OK\r\nTrailer: X-A\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-A: b\r\n\r\n",
    );
    expect(await send()).toBe("delivered");
    answer = whole("HTTP/1.1 103 Early Hints\r\n\r\n" + OK);
    expect(await send()).toBe("delivered");
    answer = whole("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    expect(await send()).toBe("delivered");
  });

  it("asks a 2xx for more where the options say so, and passes the receiver's words on, redacted", async () => {
    const refusal = '{"text":"Invalid data format of s3cret-token","code":6}';
    answer = whole(`HTTP/1.1 200 OK\r\nContent-Length: ${refusal.length}\r\n\r\n${refusal}`);
    expect(await send()).toBe("delivered");
    expect(await send([recordOf()], { accepted: { pointer: "/code", value: 0 } })).toMatchObject({
      kind: "permanent",
      message: 'the relay answered 200, and /code is not 0: {"text":"Invalid data format of [...]","code":6}',
    });
  });

  it("takes no 2xx that came before the relay had the whole body", async () => {
    let answered = false;
    answer = (socket) => {
      if (answered) return;
      answered = true;
      socket.pause();
      socket.write("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
    };
    expect(
      await send([{ ...recordOf(), text: randomBytes(9_000_000).toString("base64") }], {}, 5_000),
    ).toMatchObject({
      kind: "transient",
      message: "the relay answered 202 before it had read everything",
    });
  });

  it("takes the 2xx of a relay that is quicker than Node's own note that the body is sent", async () => {
    const { key, certificate } = authority.issue("quick");
    const worker = new Worker(QUICK_RELAY, { eval: true, workerData: { key, cert: certificate } });
    const [port] = (await once(worker, "message")) as [number];
    const relay = new HttpsRelay(
      { protocol: "https", url: `https://localhost:${port}/`, headers: {}, authentication: "none" },
      { ca: authority.ca.certificate },
    );
    await relay.send([recordOf()], Date.now() + 1_500);
    // The answer to the second one is there before the event loop gets to the callbacks of what was written.
    const second = new Promise<void>((resolve, reject) =>
      setImmediate(() => {
        relay.send([recordOf()], Date.now() + 1_500).then(resolve, reject);
        process.nextTick(() => process.nextTick(busy, 200));
      }),
    );
    await expect(second).resolves.toBeUndefined();
    relay.close();
    await worker.terminate();
  });

  it("takes no 2xx of a relay that promises to keep the connection and closes it with the answer", async () => {
    const text = "HTTP/1.1 202 Accepted\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n";
    answer = (socket) => void (socket.write(text), socket.destroySoon());
    expect(await send()).toMatchObject({
      kind: "transient",
      message: "the relay answered 202 before it had read everything",
    });
    answer = whole(text);
    expect(await send()).toBe("delivered");
  });

  it.each([
    ["keeps the socket", (socket: TLSSocket) => void socket],
    ["closes it", (socket: TLSSocket) => void socket.end()],
  ])("hands back at once what was answered with 101 by a relay that %s", async (_, then) => {
    answer = (socket, text) => {
      if (!isWhole(text)) return;
      socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
      then(socket);
    };
    const started = Date.now();
    expect(await send()).toMatchObject({
      kind: "transient",
      message: expect.stringContaining("answered 101"),
    });
    expect(Date.now() - started).toBeLessThan(1_000);
  });

  it.each([
    ["never comes", ""],
    ["never ends", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"],
    ["never ends its trailers", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-A: b\r\n"],
    ["is hints without end", "HTTP/1.1 103 Early Hints\r\n\r\n"],
  ])("gives up at the deadline if the answer %s", async (_, text) => {
    answer = whole(text);
    const started = Date.now();
    expect(await send([recordOf()], {}, 400)).toMatchObject({ kind: "slow" });
    expect(Date.now() - started).toBeLessThan(1_000);
  });

  it.each(["", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"])(
    "hands back what was answered with %j and a close",
    async (text) => {
      answer = (socket, all) => void (isWhole(all) && socket.end(text));
      expect(await send()).toMatchObject({ kind: "transient" });
      expect(connections).toBe(1);
    },
  );
});
