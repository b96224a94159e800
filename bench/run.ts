import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import type { Figure } from "./figure";

const RESULTS = join(__dirname, "results.json");
const NOT_BENCHMARKS = ["figure.ts", "run.ts"];

/** What bench/results.json holds: the machine, and the figures of each benchmark that ever ran on it. */
interface Results {
  machine: { cores: number; memoryGiB: number; node: string };
  figures: Record<string, { measuredAt: string; figures: Figure[] }>;
}

/** Runs the named benchmarks (all by default), prints each figure and keeps it in bench/results.json. */
async function main(names: string[]): Promise<void> {
  const all = readdirSync(__dirname)
    .filter((file) => file.endsWith(".ts") && !NOT_BENCHMARKS.includes(file))
    .map((file) => file.slice(0, -3));
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`no benchmark ${unknown.join(", ")}: there are ${all.join(", ")}`);
  const results = readResults();
  for (const name of names.length > 0 ? names : all) {
    console.error(`bench ${name} ...`);
    const { run } = (await import(join(__dirname, `${name}.ts`))) as { run(): Promise<Figure[]> };
    const figures = await run();
    results.figures[name] = { measuredAt: new Date().toISOString(), figures };
    for (const figure of figures) console.log(row(figure));
    write(results);
  }
}

function row({ name, value, unit, target, holds, detail }: Figure): string {
  const number = Number.isInteger(value) ? String(value) : value.toFixed(2);
  return `${holds ? "holds " : "MISSED"}  ${name}: ${number} ${unit} (${target})  ${detail}`;
}

function readResults(): Results {
  const machine = {
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
  try {
    return { ...(JSON.parse(readFileSync(RESULTS, "utf8")) as Results), machine };
  } catch {
    return { machine, figures: {} };
  }
}

function write(results: Results): void {
  mkdirSync(__dirname, { recursive: true });
  writeFileSync(`${RESULTS}.tmp`, `${JSON.stringify(results, null, 2)}\n`);
  renameSync(`${RESULTS}.tmp`, RESULTS);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
