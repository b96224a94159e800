import type { Figure } from "./figure";
import type { Measured } from "./forwarder/load";
import { Stage } from "./forwarder/stage";

/** The size that FACTS of real findings suggest; memory is measured with 4 kB. */
const FINDING_BYTES = 2_800;
const FINDINGS = 20_000;
const ROUNDS = 3;
const COMPARED = [
  { protocol: "https", batchSize: 100, target: 6 },
  { protocol: "https", batchSize: 10, target: 2.5 },
  { protocol: "syslog", batchSize: 100, target: 8 },
  { protocol: "syslog", batchSize: 10, target: 3 },
  { protocol: "syslog with keepConnection", batchSize: 100, target: 8 },
  { protocol: "syslog with keepConnection", batchSize: 10, target: 3 },
] as const;
/** For resident memory. ORGDUTY_BENCH_FINDINGS=1000000 runs the full million, in about a minute. */
const MEMORY_FINDINGS = Number(process.env.ORGDUTY_BENCH_FINDINGS ?? 100_000);

/** Node grows its heap while it may: these are the limits of a function of 128 MB. */
const SMALL_HEAP = ["--max-old-space-size=96", "--max-semi-space-size=4"];

/** What the forwarder delivers, against the usual handler in the same run, and what it needs. */
export async function run(): Promise<Figure[]> {
  const stage = new Stage();
  await stage.open();
  try {
    return [...(await throughput(stage)), await firstDelivery(stage), zipSize(stage), await memory(stage)];
  } finally {
    stage.close();
  }
}

/** Three rounds, so that one that something else disturbed does not decide. */
async function throughput(stage: Stage): Promise<Figure[]> {
  const rounds: Measured[][] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await measureEach(stage));
  return COMPARED.map(({ protocol, batchSize, target }, index) => {
    const ratios = rounds.map(([usual, , ...ours]) => ratio(ours[index]!, usual!));
    const middle = ratios.map((_, at) => at).sort((a, b) => ratios[a]! - ratios[b]!)[ROUNDS >> 1]!;
    const [usual, floor, ...ours] = rounds[middle]!.map(rates);
    return {
      name: `forwarder: ${protocol}, batches of ${batchSize}, against one request a finding`,
      value: ratios[middle]!,
      unit: "x",
      target: `>= ${target}`,
      holds: ratios[middle]! >= target,
      detail: `the lower of a second and a CPU second, the middle of ${ROUNDS} rounds (${ratios.map((each) => each.toFixed(2)).join(", ")}), findings of ${FINDING_BYTES} bytes: ${ours[index]}; usual handler ${usual}; parse and gzip only ${floor}; Node ${rounds[middle]![0]!.node}`,
    };
  });
}

/** The usual handler, the floor, then ours as often as there are figures. */
async function measureEach(stage: Stage): Promise<Measured[]> {
  const load = { findings: FINDINGS, findingBytes: FINDING_BYTES };
  const measured = [
    await stage.measure("https", { ...load, handler: "usual", batchSize: 1, findings: 8_000 }),
    await stage.measure("https", { ...load, handler: "floor", batchSize: 100 }),
  ];
  for (const { protocol, batchSize } of COMPARED)
    measured.push(await stage.measure(protocol, { ...load, handler: "ours", batchSize }));
  return measured;
}

function ratio(ours: Measured, usual: Measured): number {
  return Math.min(ours.perSecond / usual.perSecond, ours.perCpuSecond / usual.perCpuSecond);
}

function rates({ perSecond, perCpuSecond }: Measured): string {
  return `${Math.round(perSecond)}/s, ${Math.round(perCpuSecond)} a CPU second`;
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
  const detail = "AWS SDK clients for SQS and Secrets Manager and Powertools included";
  return { name: "forwarder: zip", value, unit: "kB", target: "< 150", holds: value < 150, detail };
}

async function memory(stage: Stage): Promise<Figure> {
  const load = { handler: "ours", batchSize: 100, findings: MEMORY_FINDINGS, findingBytes: 4_000 } as const;
  const { maxResidentMegabytes: value } = await stage.measure("https", load, SMALL_HEAP);
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
