import { findingBody } from "../../lambda-src/finding-forwarder/factories";
import type { ConnectionBehaviour } from "../../support/receivers/syslog-receiver";
import { findings, incompressible, type FaultCase } from "./fault-case";
import type { World } from "./world";

const times = (count: number, behaviour: ConnectionBehaviour): ConnectionBehaviour[] =>
  Array<ConnectionBehaviour>(count).fill(behaviour);
const resetMidStream: ConnectionBehaviour = ({ socket }) => void socket.once("data", () => socket.destroy());
const stall: ConnectionBehaviour = ({ socket }) => void socket.resume();
const neverRead: ConnectionBehaviour = ({ socket }) => void socket.pause();
const readSlowly: ConnectionBehaviour = ({ socket, store }) => {
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    socket.pause();
    setTimeout(() => socket.resume(), 20);
  });
  socket.on("end", () => {
    store(Buffer.concat(chunks));
    socket.end();
  });
};
const keepHalf: ConnectionBehaviour = ({ socket, store }) => {
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    store(bytes.subarray(0, bytes.length / 2));
    socket.destroy();
  });
};
const killFunction =
  (world: World): ConnectionBehaviour =>
  ({ socket, store }) =>
    void socket.once("data", (chunk: Buffer) => {
      store(chunk.subarray(0, chunk.length / 2));
      world.environment.kill();
    });

/** Keeps each frame once it is whole, while the connection goes on. */
const keepAsTheyCome: ConnectionBehaviour = ({ socket, store }) => {
  let pending = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    pending = pending.subarray(store(pending));
  });
  socket.on("end", () => socket.end());
};
const KEPT = { keepConnection: { reason: "a test" } };
const restart = async ({ syslog }: World): Promise<void> => {
  await syslog.stop();
  await syslog.start();
};

const syslog = (fault: string, course: string, rest: Partial<FaultCase>): FaultCase => ({
  relay: "syslog",
  fault,
  course,
  ...rest,
});

/** What can go wrong with a receiver of syslog over TLS. */
export const SYSLOG_FAULTS: readonly FaultCase[] = [
  syslog("refused connection", "nobody listens for four invocations, then the receiver is back", {
    prepare: ({ syslog }) => syslog.stop(),
    before: async ({ syslog }, invocation) => (invocation === 5 ? syslog.start() : undefined),
  }),
  syslog("reset mid-stream", "three connections are reset after their first bytes", {
    bodies: findings(20, { description: incompressible(7_000) }),
    prepare: ({ syslog }) => void (syslog.next = times(3, resetMidStream)),
  }),
  syslog("slow reader", "the receiver rests 20 ms after each piece it reads", {
    bodies: findings(20, { description: incompressible(7_000) }),
    prepare: ({ syslog }) => void (syslog.always = readSlowly),
  }),
  syslog("stall past the deadline", "one receiver never ends its side, one never reads", {
    timeoutMilliseconds: 3000,
    prepare: ({ syslog }) => void (syslog.next = [stall, neverRead]),
  }),
  syslog(
    "expired certificate",
    "the receiver's certificate is expired; after three invocations it is renewed",
    {
      prepare: ({ syslog, certificates }) => syslog.present(certificates.expired),
      before: ({ syslog, certificates }, invocation) =>
        invocation === 4 ? syslog.present(certificates.relay) : undefined,
    },
  ),
  syslog("wrong CA", "the secret names another authority; after three invocations it is corrected", {
    prepare: (world) => world.keepSecret({ ca: world.certificates.otherCa.certificate }),
    before: (world, invocation) => (invocation === 4 ? world.keepSecret({}) : undefined),
  }),
  syslog(
    "wrong hostname",
    "the receiver's certificate is for another name; after three invocations it is corrected",
    {
      prepare: ({ syslog, certificates }) => syslog.present(certificates.otherName),
      before: ({ syslog, certificates }, invocation) =>
        invocation === 4 ? syslog.present(certificates.relay) : undefined,
    },
  ),
  syslog(
    "refused client certificate",
    "the secret's client certificate is a stranger's; after three invocations it is corrected",
    {
      prepare: (world) => {
        const { certificate: clientCertificate, key: clientKey } = world.certificates.strangeClient;
        world.keepSecret({ clientCertificate, clientKey });
      },
      before: (world, invocation) => (invocation === 4 ? world.keepSecret({}) : undefined),
    },
  ),
  syslog("truncated TLS", "three connections are cut below TLS, in the handshake and among the frames", {
    bodies: findings(20, { description: incompressible(7_000) }),
    cuts: [100, 5_000, 30_000],
  }),
  syslog("half a batch accepted", "two connections end after the first half of the frames was kept", {
    prepare: ({ syslog }) => void (syslog.next = times(2, keepHalf)),
  }),
  syslog("larger than the frame", "one finding is over 8,192 bytes, with oversize: fail", {
    bodies: [...findings(19), findingBody({ id: "large", description: "x".repeat(9_000) })],
    deadLetters: { "10127 bytes, over the relay's frame of 8192": 1 },
  }),
  syslog("killed mid-send", "the function is killed while the receiver keeps the first frames, twice", {
    prepare: (world) => void (world.syslog.next = times(2, killFunction(world))),
  }),
  syslog("kept connection", "nothing goes wrong", {
    options: KEPT,
    batchSize: 5,
    prepare: ({ syslog }) => void (syslog.always = keepAsTheyCome),
  }),
  syslog("kept connection, restart", "the receiver restarts after two batches, of which it read nothing", {
    options: KEPT,
    batchSize: 5,
    prepare: ({ syslog }) => {
      syslog.next = [neverRead];
      syslog.always = keepAsTheyCome;
    },
    before: (world, invocation) => (invocation === 3 ? restart(world) : undefined),
  }),
  syslog("kept connection, restart while frozen", "the receiver restarts each time the function is frozen", {
    options: KEPT,
    batchSize: 5,
    prepare: ({ syslog }) => void (syslog.always = keepAsTheyCome),
    before: async (world, invocation) => {
      if (invocation === 1) return;
      world.environment.freeze();
      await restart(world);
      world.environment.thaw();
    },
  }),
  syslog("kept connection, refused client certificate", "as above, over a kept connection", {
    options: KEPT,
    prepare: (world) => {
      const { certificate: clientCertificate, key: clientKey } = world.certificates.strangeClient;
      world.keepSecret({ clientCertificate, clientKey });
      world.syslog.always = keepAsTheyCome;
    },
    before: (world, invocation) => (invocation === 4 ? world.keepSecret({}) : undefined),
  }),
];
