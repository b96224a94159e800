import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inflateRawSync } from "node:zlib";
import { buildForwarderBundle } from "../../lambda-src/bundle";
import { SENT_AGAIN } from "../../lambda-src/finding-forwarder/environment";
import { findingBody, messagesOf } from "../lambda-src/finding-forwarder/factories";
import { hasNode22 } from "../support/receivers/execution-environment";
import { linesOf, type Behaviour } from "../support/receivers/https-receiver";
import { findings } from "./forwarder-faults/fault-case";
import { Certificates, World } from "./forwarder-faults/world";

const answer =
  (status: number, text = ""): Behaviour =>
  async ({ response, body }) => {
    await body();
    response.writeHead(status).end(text);
  };

/** What went wrong for strangers, each against the bundle as Lambda runs it. */
(hasNode22() ? describe : describe.skip)("the function, where it once went wrong", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-findings-"));
  const script = join(folder, "index.js");
  let certificates: Certificates;
  let world: World;

  beforeAll(() => {
    const zip = readFileSync(buildForwarderBundle(join(folder, "forwarder.zip")).path);
    writeFileSync(script, inflateRawSync(zip.subarray(30 + "index.js".length)));
    certificates = new Certificates(folder);
  });
  afterEach(() => world.stop());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function start(options: object = {}, relay: "https" | "syslog" = "https"): Promise<void> {
    world = new World(certificates, script, relay, { ...options }, undefined);
    await world.start();
  }

  /** @returns how many messages must come back */
  async function invoke(messages = messagesOf(findings(1)), milliseconds = 10_000): Promise<number> {
    const result = await world.environment.invoke(messages, milliseconds, world.aws.clockOffset);
    if (!result) throw new Error("the function ran into Lambda's limit");
    return result.response.batchItemFailures.length;
  }

  /** The log lines with a message. */
  function logged(message: string): Record<string, unknown>[] {
    const lines = world.environment.output().split("\n").slice(0, -1);
    return lines.map((line) => JSON.parse(line)).filter((line) => line.message === message);
  }

  it("sends what a relay can read, and a key for each finding, whatever the headers say", async () => {
    const keys: unknown[] = [];
    await start({ headers: { "Content-Encoding": "identity", "Idempotency-Key": "fixed" } });
    world.https.always = async ({ request, response, body, store }) => {
      keys.push(request.headers["idempotency-key"]);
      if (request.headers["content-encoding"] === "gzip") store(linesOf(await body()));
      response.writeHead(200).end();
    };
    for (const body of findings(3)) expect(await invoke(messagesOf([body]))).toBe(0);
    expect(world.kept).toHaveLength(3);
    expect(new Set(keys).size).toBe(3);
  });

  it("puts aside what a receiver refuses with 200, with its words", async () => {
    await start({ accepted: { pointer: "/code", value: 0 } });
    world.https.always = answer(200, '{"text":"Invalid data format","code":6}');
    expect(await invoke()).toBe(0);
    expect(world.aws.deadLetters.map(({ reason }) => reason)).toEqual([
      'the relay answered 200, and /code is not 0: {"text":"Invalid data format","code":6}',
    ]);
    expect(logged("delivered")).toEqual([]);
  });

  it("loses none of ten of which a receiver refuses two with 200", async () => {
    await start({ accepted: { pointer: "/errors", value: false } });
    const isRefused = (line: string) => /"id":"finding-[37]"/.test(line);
    world.https.always = async ({ response, body, store }) => {
      const lines = linesOf(await body());
      store(lines.filter((line) => !isRefused(line)));
      const items = lines.map((line) => ({ status: isRefused(line) ? 400 : 201 }));
      response.writeHead(200).end(JSON.stringify({ errors: lines.some(isRefused), items }));
    };
    expect(await invoke(messagesOf(findings(10)))).toBe(0);
    const refused = world.aws.deadLetters.map(({ body }) => (JSON.parse(body) as Event).detail.id);
    expect(refused.sort()).toEqual(["finding-3", "finding-7"]);
    expect(new Set(world.kept).size).toBe(8);
    expect(logged("delivered").flatMap(({ findings: ids }) => ids)).toHaveLength(8);
  });

  it("hands back what was answered with 101, at once, and says so", async () => {
    await start();
    world.https.always = async ({ request, body }) => {
      await body();
      request.socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n");
    };
    const started = Date.now();
    expect(await invoke()).toBe(1);
    expect(Date.now() - started).toBeLessThan(5_000);
    expect(logged("retried")).toMatchObject([{ reason: expect.stringContaining("the relay answered 101") }]);
  });

  it("hands back what was answered with 202 before it was read", async () => {
    await start();
    world.https.always = async ({ request }) => {
      // The close reaches the function together with the answer only if both wait for it.
      world.environment.freeze();
      request.socket.end("HTTP/1.1 202 Accepted\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n");
      await sleep(100);
      world.environment.thaw();
    };
    expect(await invoke()).toBe(1);
    expect(logged("retried")).toMatchObject([
      { reason: "the relay answered 202 before it had read everything" },
    ]);
  });

  it("names the timeout of a silent receiver once, with the findings of the batch", async () => {
    await start();
    world.https.always = () => undefined;
    expect(await invoke(messagesOf(findings(20)), 40_000)).toBe(20);
    const lines = logged("retried");
    expect(lines).toHaveLength(1);
    expect(lines[0]!.reason).toContain("the relay did not answer in time");
    const named = (lines[0]!.findings as { finding: string }[]).map(({ finding }) => finding);
    expect(named.sort()).toEqual(
      findings(20)
        .map((body) => (JSON.parse(body) as Event).detail.id)
        .sort(),
    );
  });

  it("goes on with the last good secret where the newest is null, and raises the alarm's metric", async () => {
    await start();
    expect(await invoke(messagesOf(findings(1)))).toBe(0);
    world.aws.secret = "null";
    world.aws.clockOffset += 6 * 60_000;
    expect(await invoke(messagesOf([findingBody({ id: "later" })]))).toBe(0);
    expect(world.kept).toHaveLength(2);
    expect(world.environment.output()).toContain('"secretUnusable":1');
  });

  it("delivers what backfill sends, although it delivered it an hour ago or just now", async () => {
    await start();
    const [message] = messagesOf(findings(1));
    const mark = { dataType: "String", stringValue: "true" };
    const again = { ...message!, messageAttributes: { [SENT_AGAIN]: mark } };
    await invoke([message!]);
    await invoke([message!]);
    expect(world.kept).toHaveLength(1);
    await invoke([again]);
    expect(world.kept).toHaveLength(2);
    world.aws.clockOffset += 60 * 60_000;
    await invoke([message!]);
    expect(world.kept).toHaveLength(3);
  });

  it("gives a year that RFC 5424 does not have the nil timestamp, and keeps it in the record", async () => {
    await start({}, "syslog");
    expect(await invoke(messagesOf([findingBody({ updatedAt: "+012026-01-01T00:00:00.000Z" })]))).toBe(0);
    expect(world.kept).toHaveLength(1);
    expect(world.kept[0]).toMatch(/^<\d+>1 - 012345678901 orgduty /);
    expect(world.kept[0]).toContain('"updatedAt":"+012026-01-01T00:00:00.000Z"');
  });
});

/** What is looked at in the body of a message. */
interface Event {
  readonly detail: { readonly id: string };
}
