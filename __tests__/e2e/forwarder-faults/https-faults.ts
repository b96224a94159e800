import { createHmac } from "node:crypto";
import { envelope, findingBody } from "../../lambda-src/finding-forwarder/factories";
import { accept, linesOf, type Behaviour } from "../../support/receivers/https-receiver";
import { findings, incompressible, type FaultCase } from "./fault-case";
import type { World } from "./world";

const answer =
  (status: number, headers: Record<string, string> = {}): Behaviour =>
  async ({ response, body }) => {
    await body();
    response.writeHead(status, headers).end();
  };
const times = (count: number, behaviour: Behaviour): Behaviour[] => Array<Behaviour>(count).fill(behaviour);
const stall: Behaviour = () => undefined;
const resetMidBody: Behaviour = ({ request }) => void request.once("data", () => request.socket.destroy());
const readSlowly: Behaviour = async (exchange) => {
  exchange.request.pause();
  await new Promise((resolve) => setTimeout(resolve, 700));
  await accept(exchange);
};
const storeSlowly =
  (millisecondsALine: number): Behaviour =>
  async (exchange) => {
    const body = await exchange.body();
    await new Promise((resolve) => setTimeout(resolve, linesOf(body).length * millisecondsALine));
    await accept({ ...exchange, body: async () => body });
  };
const keepHalf: Behaviour = async ({ response, body, store }) => {
  const lines = linesOf(await body());
  store(lines.slice(0, lines.length / 2));
  response.writeHead(500).end();
};
const breakAnswerOff: Behaviour = async ({ request, response, body }) => {
  await body();
  response.writeHead(200, { "content-length": "100" }).write("{");
  setTimeout(() => request.socket.destroy(), 20);
};
const refuseOver =
  (bytes: number): Behaviour =>
  async (exchange) => {
    const body = await exchange.body();
    const lines = linesOf(body);
    if (lines.join("").length > bytes) exchange.response.writeHead(413).end();
    else await accept({ ...exchange, body: async () => body });
  };
const refuseFinding =
  (id: string): Behaviour =>
  async (exchange) => {
    const body = await exchange.body();
    if (linesOf(body).some((line) => line.includes(`"id":"${id}"`))) exchange.response.writeHead(400).end();
    else await accept({ ...exchange, body: async () => body });
  };
const wantToken =
  (token: string): Behaviour =>
  (exchange) =>
    exchange.request.headers.authorization === `Bearer ${token}` ? accept(exchange) : answer(401)(exchange);
const killFunction =
  (world: World): Behaviour =>
  async ({ body, store }) => {
    store(linesOf(await body()).slice(0, 4));
    world.environment.kill();
  };

/** A relay whose clock is an hour ahead, and that wants signatures of the last five minutes. */
const signedByOurClock =
  (world: World): Behaviour =>
  async (exchange) => {
    const now = Date.now() + world.aws.clockOffset + 3_600_000;
    const body = await exchange.body();
    const timestamp = String(exchange.request.headers["x-orgduty-timestamp"]);
    const signature = createHmac("sha256", "key").update(`${timestamp}.`).update(body).digest("hex");
    const right = exchange.request.headers["x-orgduty-signature"] === `v1=${signature}`;
    exchange.response.setHeader("date", new Date(now).toUTCString());
    if (right && Math.abs(Number(timestamp) * 1000 - now) < 300_000)
      await accept({ ...exchange, body: async () => body });
    else exchange.response.writeHead(401).end();
  };

const https = (fault: string, course: string, rest: Partial<FaultCase>): FaultCase => ({
  relay: "https",
  fault,
  course,
  ...rest,
});

/** What can go wrong with a relay over HTTPS, and around the function. */
export const HTTPS_FAULTS: readonly FaultCase[] = [
  https("refused connection", "nobody listens for four invocations, then the relay is back", {
    prepare: ({ https }) => https.stop(),
    before: async ({ https }, invocation) => (invocation === 5 ? https.start() : undefined),
  }),
  https("reset mid-body", "three requests are reset after their first bytes", {
    bodies: findings(20, { description: incompressible(20_000) }),
    prepare: ({ https }) => void (https.next = times(3, resetMidBody)),
  }),
  https("slow reader", "the relay lets each body of 400 kB wait for 0.7 s", {
    bodies: findings(20, { description: incompressible(40_000) }),
    prepare: ({ https }) => void (https.always = readSlowly),
  }),
  https(
    "slow and healthy",
    "the relay takes 0.6 s to store a finding, so that twenty take too long for one exchange",
    {
      batchSize: 20,
      timeoutMilliseconds: 60_000,
      prepare: ({ https }) => void (https.always = storeSlowly(600)),
    },
  ),
  https("stall past the deadline", "two requests are never answered", {
    timeoutMilliseconds: 3000,
    prepare: ({ https }) => void (https.next = times(2, stall)),
  }),
  https("answer broken off", "the relay breaks two answers off in the middle", {
    prepare: ({ https }) => void (https.next = times(2, breakAnswerOff)),
  }),
  https("500s for a while", "six requests are answered 500", {
    prepare: ({ https }) => void (https.next = times(6, answer(500))),
  }),
  https("429 with Retry-After", "three requests are answered 429, to come back in two minutes", {
    prepare: ({ https }) => void (https.next = times(3, answer(429, { "retry-after": "120" }))),
  }),
  https("redirect", "three requests are answered 302: not followed", {
    prepare: ({ https }) => void (https.next = times(3, answer(302, { location: "https://localhost:1/" }))),
  }),
  https("413", "the relay takes 20 kB at a time; one finding alone has more", {
    bodies: [
      ...findings(19, { description: incompressible(5_000) }),
      findingBody({ id: "large", description: incompressible(30_000) }),
    ],
    prepare: ({ https }) => void (https.always = refuseOver(20_000)),
    deadLetters: { "the relay answered 413": 1 },
  }),
  https(
    "401, then a rotated secret",
    "the token in the secret is old; after three invocations the secret is rotated",
    {
      prepare: (world) => {
        world.https.always = wantToken("rotated");
      },
      before: (world, invocation) => (invocation === 4 ? world.keepSecret({ token: "rotated" }) : undefined),
    },
  ),
  https("expired certificate", "the relay's certificate is expired; after three invocations it is renewed", {
    prepare: ({ https, certificates }) => https.present(certificates.expired),
    before: ({ https, certificates }, invocation) =>
      invocation === 4 ? https.present(certificates.relay) : undefined,
  }),
  https("wrong CA", "the secret names another authority; after three invocations it is corrected", {
    prepare: (world) => world.keepSecret({ ca: world.certificates.otherCa.certificate }),
    before: (world, invocation) => (invocation === 4 ? world.keepSecret({}) : undefined),
  }),
  https(
    "wrong hostname",
    "the relay's certificate is for another name; after three invocations it is corrected",
    {
      prepare: ({ https, certificates }) => https.present(certificates.otherName),
      before: ({ https, certificates }, invocation) =>
        invocation === 4 ? https.present(certificates.relay) : undefined,
    },
  ),
  https("truncated TLS", "three connections are cut below TLS, in the handshake and in the body", {
    bodies: findings(20, { description: incompressible(20_000) }),
    cuts: [100, 5_000, 50_000],
  }),
  https("half a batch accepted", "two requests are half kept and answered 500", {
    prepare: ({ https }) => void (https.next = times(2, keepHalf)),
  }),
  https(
    "poison messages among good ones",
    "no JSON, another detail-type, a finding without its account, one that the relay answers 400",
    {
      bodies: [
        ...findings(16),
        "nonsense",
        JSON.stringify(envelope({}, { "detail-type": "AWS API Call via CloudTrail" })),
        findingBody({ accountId: null }),
        findingBody({ id: "poison" }),
      ],
      prepare: ({ https }) => void (https.always = refuseFinding("poison")),
      deadLetters: {
        "the body is not a JSON object": 1,
        "detail-type AWS API Call via CloudTrail: not a GuardDuty finding": 1,
        "the finding lacks accountId": 1,
        "the relay answered 400": 1,
      },
    },
  ),
  https("clock skew", "the relay's clock is an hour ahead, and it wants fresh signatures", {
    options: { authentication: "hmac" },
    prepare: (world) => void (world.https.always = signedByOurClock(world)),
  }),
  https("duplicate deliveries", "the queue hands every message out twice", {
    bodies: [...findings(20), ...findings(20)],
  }),
  https(
    "killed mid-send",
    "the function is killed while the relay keeps the first findings of a batch, twice",
    {
      prepare: (world) => void (world.https.next = times(2, killFunction(world))),
    },
  ),
  https("frozen with a kept connection", "the relay drops its connections while the function is frozen", {
    batchSize: 5,
    before: async ({ https, environment }, invocation) => {
      if (invocation === 1) return;
      environment.freeze();
      await https.stop();
      await https.start();
      environment.thaw();
    },
  }),
  https("memory pressure with 1 MB events", "twelve findings of 1 MB, six to a batch", {
    bodies: findings(12, { description: incompressible(1_000_000) }),
    batchSize: 6,
  }),
  https("Secrets Manager down", "no secret for three invocations", {
    prepare: ({ aws }) => void (aws.secret = undefined),
    before: (world, invocation) => (invocation === 4 ? world.keepSecret({}) : undefined),
  }),
  https("dead-letter queue throttled", "the dead-letter queue refuses a poison message three times", {
    bodies: [...findings(19), "nonsense"],
    prepare: ({ aws }) => void (aws.deadLetterRefusals = 3),
    deadLetters: { "the body is not a JSON object": 1 },
  }),
];
