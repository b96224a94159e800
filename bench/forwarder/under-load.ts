import { createRequire } from "node:module";
import { Agent, request } from "node:https";
import { gzipSync } from "node:zlib";
import { LOAD_VARIABLE, type Load, type Measured } from "./load";

/** A process of its own, bundled and run on Node 22, so that only the function's processor time is counted. */
const load = JSON.parse(process.env[LOAD_VARIABLE]!) as Load;
let serial = 0;

function body(): string {
  const id = String(serial++).padStart(32, "0");
  const detail = {
    schemaVersion: "2.0",
    accountId: "012345678901",
    region: "eu-west-1",
    id,
    type: "UnauthorizedAccess:EC2/SSHBruteForce",
    severity: 5,
    createdAt: "2026-11-24T09:55:00.000Z",
    updatedAt: "2026-11-24T10:05:00.000Z",
    title: "i-0123456789abcdef0 is under SSH brute force attack",
    service: { count: serial, evidence: filler(id) },
  };
  return JSON.stringify({
    version: "0",
    id,
    "detail-type": "GuardDuty Finding",
    account: "222222222222",
    region: "eu-west-1",
    detail,
  });
}

/** Many small members with values of their own, as findings have, up to the size asked for. */
function filler(id: string): object[] {
  return Array.from({ length: Math.max(0, Math.round((load.findingBytes - 620) / 90)) }, (_, index) => ({
    name: `evidence-${index}`,
    value: `${id.slice(-6)}-${(index * 2654435761) % 1e9}`,
    port: index * 17,
    blocked: false,
  }));
}

type Handle = (bodies: readonly string[]) => Promise<unknown>;

function ours(): Handle {
  const { handler } = createRequire(__filename)(load.script) as {
    handler: (event: object, context: object) => Promise<{ batchItemFailures: object[] }>;
  };
  return async (bodies) => {
    const Records = bodies.map((text, index) => ({
      messageId: String(index),
      receiptHandle: "h",
      body: text,
      attributes: { ApproximateReceiveCount: "1" },
    }));
    const { batchItemFailures } = await handler({ Records }, { getRemainingTimeInMillis: () => 30_000 });
    if (batchItemFailures.length > 0) throw new Error("the relay did not take everything");
  };
}

/** EventBridge invokes it with one event; it posts the event's detail. */
function usual(): Handle {
  const agent = new Agent({ keepAlive: true, ca: load.ca });
  const post = (detail: unknown) =>
    new Promise<void>((resolve, reject) => {
      const headers = { "content-type": "application/json" };
      const outgoing = request(load.url, { method: "POST", agent, headers }, (incoming) =>
        incoming.resume().on("end", resolve),
      );
      outgoing.on("error", reject).end(JSON.stringify(detail));
    });
  return async (bodies) => {
    for (const text of bodies) await post((JSON.parse(text) as { detail: unknown }).detail);
  };
}

function floor(): Handle {
  return async (bodies) =>
    gzipSync(bodies.map((text) => JSON.stringify(JSON.parse(text))).join("\n"), { level: 1 });
}

async function drive(handle: Handle, findings: number): Promise<Measured> {
  let cpu = 0;
  let wall = 0;
  for (let sent = 0; sent < findings; sent += load.batchSize) {
    const bodies = Array.from({ length: load.batchSize }, body);
    const before = process.cpuUsage();
    const start = performance.now();
    await handle(bodies);
    wall += performance.now() - start;
    const { user, system } = process.cpuUsage(before);
    cpu += user + system;
  }
  return {
    perSecond: findings / (wall / 1000),
    perCpuSecond: findings / (cpu / 1e6),
    maxResidentMegabytes: process.resourceUsage().maxRSS / 1024,
    node: process.version,
  };
}

const handle = { ours, usual, floor }[load.handler]();
process.on("message", (findings: number) => {
  drive(handle, findings).then(
    (measured) => process.send!(measured),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on("disconnect", () => process.exit(0));
