import type { Figure } from "./figure";
import type { Measured } from "./forwarder/load";
import { Stage } from "./forwarder/stage";

/** The size that FACTS of real findings suggest; memory is measured with 4 kB. */
const FINDING_BYTES = 2_800;
const FINDINGS = 20_000;
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

async function throughput(stage: Stage): Promise<Figure[]> {
  const load = { findings: FINDINGS, findingBytes: FINDING_BYTES };
  const usual = await stage.measure("https", { ...load, handler: "usual", batchSize: 1, findings: 8_000 });
  const floor = await stage.measure("https", { ...load, handler: "floor", batchSize: 100 });
  const figures: Figure[] = [];
  for (const [protocol, batchSize, target] of [
    ["https", 100, 6],
    ["https", 10, 2.5],
    ["syslog", 100, 8],
    ["syslog", 10, 3],
  ] as const) {
    const ours = await stage.measure(protocol, { ...load, handler: "ours", batchSize });
    figures.push(comparison(`${protocol}, batches of ${batchSize}`, ours, { usual, floor }, target));
  }
  return figures;
}

function comparison(
  what: string,
  ours: Measured,
  { usual, floor }: { usual: Measured; floor: Measured },
  target: number,
): Figure {
  const value = ours.perCpuSecond / usual.perCpuSecond;
  const rates = ({ perSecond, perCpuSecond }: Measured) =>
    `${Math.round(perSecond)}/s, ${Math.round(perCpuSecond)} a CPU second`;
  return {
    name: `forwarder: ${what}, against one request a finding`,
    value,
    unit: "x",
    target: `>= ${target}`,
    holds: value >= target,
    detail: `findings of ${FINDING_BYTES} bytes: ${rates(ours)}; usual handler ${rates(usual)}; parse and gzip only ${rates(floor)}; Node ${ours.node}`,
  };
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
