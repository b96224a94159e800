import type { Figure } from "./figure";
import type { Measured } from "./forwarder/load";
import { Stage } from "./forwarder/stage";

/** The size that FACTS of real findings suggest; memory is measured with 4 kB. */
const FINDING_BYTES = 2_800;
const USUAL = {
  name: "usual handler",
  handler: "usual",
  protocol: "https",
  batchSize: 1,
  slice: 3_200,
} as const;
const FLOOR = {
  name: "parse and gzip only",
  handler: "floor",
  protocol: "https",
  batchSize: 100,
  slice: 32_000,
} as const;
const OURS = [
  { protocol: "https", batchSize: 100, slice: 20_000, target: 6 },
  { protocol: "https", batchSize: 10, slice: 8_000, target: 2.5 },
  { protocol: "syslog", batchSize: 100, slice: 16_000, target: 8 },
  { protocol: "syslog", batchSize: 10, slice: 4_000, target: 3 },
  { protocol: "syslog with keepConnection", batchSize: 100, slice: 24_000, target: 8 },
  { protocol: "syslog with keepConnection", batchSize: 10, slice: 12_000, target: 3 },
] as const;
/** One finding alone, which is what a quiet organization has. The usual handler neither logs nor counts. */
const ALONE = { handler: "ours", protocol: "https", batchSize: 1 } as const;
/** Short turns: the machine's other work meets both alike. */
const ALONE_ROUNDS = 40;
const ALONE_WARM_UP_ROUNDS = 5;
const ALONE_SLICE = 300;
/** Each about a second a contestant, so that whatever else the machine does meets all of them. */
const ROUNDS = 5;
const WARM_UP_ROUNDS = 1;
/** For resident memory. ORGDUTY_BENCH_FINDINGS=1000000 runs the full million, in about a minute. */
const MEMORY_FINDINGS = Number(process.env.ORGDUTY_BENCH_FINDINGS ?? 100_000);

/** Node grows its heap while it may: these are the limits of a function of 128 MB. */
const SMALL_HEAP = ["--max-old-space-size=96", "--max-semi-space-size=4"];

/** What the forwarder delivers, against the usual handler in the same run, and what it needs. */
export async function run(): Promise<Figure[]> {
  const stage = new Stage();
  await stage.open();
  try {
    return [
      ...(await throughput(stage)),
      await alone(stage),
      await firstDelivery(stage),
      zipSize(stage),
      await memory(stage),
    ];
  } finally {
    stage.close();
  }
}

async function throughput(stage: Stage): Promise<Figure[]> {
  const entries = [USUAL, FLOOR, ...OURS.map((ours) => ({ ...ours, handler: "ours" as const }))];
  const contestants = entries.map((entry) =>
    stage.start(entry.protocol, { ...entry, findingBytes: FINDING_BYTES }),
  );
  const rounds: Measured[][] = [];
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
    const measured: Measured[] = [];
    for (const [index, { slice }] of entries.entries())
      measured.push(await contestants[index]!.deliver(slice));
    if (round >= WARM_UP_ROUNDS) rounds.push(measured);
  }
  contestants.forEach((contestant) => contestant.stop());
  return OURS.map(({ protocol, batchSize, target }, index) => {
    const [value, lowest, highest] = quartiles(rounds.map((round) => ratio(round[index + 2]!, round[0]!)));
    const rates = [index + 2, 0, 1].map((at) => ratesOf(rounds.map((round) => round[at]!)));
    return {
      name: `forwarder: ${protocol}, batches of ${batchSize}, against one request a finding`,
      value,
      unit: "x",
      target: `>= ${target}`,
      holds: value >= target,
      detail: `the lower of a second and a CPU second, median of ${ROUNDS} rounds (quartiles ${lowest.toFixed(2)} and ${highest.toFixed(2)}), findings of ${FINDING_BYTES} bytes: ${rates[0]}; ${USUAL.name} ${rates[1]}; ${FLOOR.name} ${rates[2]}; Node ${rounds[0]![0]!.node}`,
    };
  });
}

async function alone(stage: Stage): Promise<Figure> {
  const contestants = [ALONE, USUAL].map((entry) =>
    stage.start(entry.protocol, { ...entry, findingBytes: FINDING_BYTES }),
  );
  const rounds: Measured[][] = [];
  for (let round = 0; round < ALONE_WARM_UP_ROUNDS + ALONE_ROUNDS; round++) {
    const measured: Measured[] = [];
    for (const contestant of contestants) measured.push(await contestant.deliver(ALONE_SLICE));
    if (round >= ALONE_WARM_UP_ROUNDS) rounds.push(measured);
  }
  contestants.forEach((contestant) => contestant.stop());
  const [value, lowest, highest] = quartiles(
    rounds.map(([ours, usual]) => usual!.perCpuSecond / ours!.perCpuSecond),
  );
  const [ours, usual] = [0, 1].map((at) => microseconds(rounds.map((round) => round[at]!)));
  return {
    name: "forwarder: processor time of one finding alone, against the usual handler",
    value,
    unit: "x",
    target: "<= 1.0",
    holds: value <= 1,
    detail: `https, batches of 1, median of ${ALONE_ROUNDS} rounds (quartiles ${lowest.toFixed(2)} and ${highest.toFixed(2)}): ${ours}; ${USUAL.name} ${usual}, which writes no log and no metrics`,
  };
}

function microseconds(rounds: readonly Measured[]): string {
  const [median, lowest] = quartiles(rounds.map(({ perCpuSecond }) => 1e6 / perCpuSecond));
  return `${Math.round(median)} us (lower quartile ${Math.round(lowest)})`;
}

function ratio(ours: Measured, usual: Measured): number {
  return Math.min(ours.perSecond / usual.perSecond, ours.perCpuSecond / usual.perCpuSecond);
}

function ratesOf(rounds: readonly Measured[]): string {
  const [perSecond] = quartiles(rounds.map((round) => round.perSecond));
  const [perCpuSecond] = quartiles(rounds.map((round) => round.perCpuSecond));
  return `${Math.round(perSecond)}/s, ${Math.round(perCpuSecond)} a CPU second`;
}

/** The median, the lower and the upper quartile. */
function quartiles(values: readonly number[]): [number, number, number] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)]!;
  return [at(0.5), at(0.25), at(0.75)];
}

async function firstDelivery(stage: Stage): Promise<Figure> {
  const times: number[] = [];
  for (let run = 0; run < 9; run++) times.push(await stage.timeToFirstDelivery("https"));
  const value = times.sort((a, b) => a - b)[4]!;
  const detail = `median of 9 on Node 22, local HTTPS relay, secret fetched from a local server; slowest ${Math.round(times[8]!)} ms`;
  return {
    name: "forwarder: import to first delivery",
    value,
    unit: "ms",
    target: "< 150",
    holds: value < 150,
    detail,
  };
}

function zipSize({ zipBytes }: Stage): Figure {
  const value = zipBytes / 1000;
  const detail = "AWS SDK clients for SQS and Secrets Manager included";
  return { name: "forwarder: zip", value, unit: "kB", target: "< 150", holds: value < 150, detail };
}

async function memory(stage: Stage): Promise<Figure> {
  const load = { handler: "ours", batchSize: 100, findingBytes: 4_000 } as const;
  const contestant = stage.start("https", load, SMALL_HEAP);
  const { maxResidentMegabytes: value } = await contestant.deliver(MEMORY_FINDINGS);
  contestant.stop();
  const detail = `${MEMORY_FINDINGS} findings of 4 kB, batches of 100, ${SMALL_HEAP.join(" ")}; ORGDUTY_BENCH_FINDINGS=1000000 for the million`;
  return {
    name: "forwarder: resident memory",
    value,
    unit: "MB",
    target: "< 128",
    holds: value < 128,
    detail,
  };
}
