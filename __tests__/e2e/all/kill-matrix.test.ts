import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ALL_AT_ONCE, DETECTOR, KINDS, type Kind } from "../faults/kill-matrix/kinds";
import { StateDisk } from "../faults/kill-matrix/state-disk";
import {
  ALL_KILLED,
  CUT,
  DISK_FULL,
  EXPIRED,
  HALF_MADE,
  KILLED,
  READ_ONLY,
  REFUSED,
  THROTTLED,
  type Step,
} from "../faults/kill-matrix/steps";
import { MatrixWorld, type Cell } from "../faults/kill-matrix/world";
import { ROOT } from "../../support/orgduty";
import { eventually } from "../../support/running-local-aws";

const PAGE = join(ROOT, "docs/kill-matrix.md");
const [FUNCTION, , , QUEUE] = KINDS;
/** Writes each row as soon as it is measured. `missing` measures nothing else but the rows that are not. */
const WRITES = process.env.ORGDUTY_WRITE_KILL_MATRIX;

describe("An apply in which something goes wrong, and one more run", () => {
  const world = new MatrixWorld();
  const cells: Cell[] = [];
  beforeAll(() => world.start(), 600_000);
  afterAll(() => world.stop());

  const tried = async (...[kind, step]: Parameters<MatrixWorld["cell"]>) => {
    const cell = await world.cell(kind, step);
    cells.push(cell);
    if (WRITES) writeFileSync(PAGE, withCell(readFileSync(PAGE, "utf8"), cell));
    expect([cell, cell.moreRuns <= mostRuns(step.name)]).toEqual([cell, true]);
  };

  /** Registers a cell's test, unless only what is missing is measured and it is not. */
  const cellOf = (title: string, kind: Kind, step: Step) => {
    const isMissing = rowIn(readFileSync(PAGE, "utf8"), { kind: kind.name, step: step.name })?.includes(
      "not measured",
    );
    if (WRITES !== "missing" || isMissing) it(title, () => tried(kind, step), 900_000);
  };

  it("converges on the first day", async () => {
    await tried(DETECTOR, KILLED);
    world.sendFindings();
  }, 900_000);

  for (const kind of KINDS) cellOf(`converges: ${KILLED.name}, ${kind.name}`, kind, KILLED);
  for (const kind of KINDS) cellOf(`converges: ${CUT.name}, ${kind.name}`, kind, CUT);
  for (const step of [CUT, REFUSED, THROTTLED])
    cellOf(`converges: ${step.name}, all at once`, ALL_AT_ONCE, step);
  cellOf("keeps a queue that is half-made", QUEUE!, HALF_MADE);
  cellOf("recovers without the run that failed", FUNCTION!, ALL_KILLED);
  cellOf("converges once the session is renewed", QUEUE!, EXPIRED);
  if (StateDisk.isPossible()) {
    cellOf("converges once the state can be written again", FUNCTION!, READ_ONLY);
    cellOf("converges once the disk has room again", FUNCTION!, DISK_FULL);
  } else it("needs root, to mount a disk", () => didNotRun("only root may mount a disk"));
  for (const step of [REFUSED, THROTTLED])
    for (const kind of KINDS) cellOf(`converges: ${step.name}, ${kind.name}`, kind, step);

  it("loses no finding, and the page says what happened", async () => {
    const findings = world.sendFindings();
    await findings.stop();
    const outcome = () => findings.outcome(world.relay.lines);
    await eventually("every finding is at the relay", () => outcome().lost.length === 0, 300_000).catch(
      () => undefined,
    );
    const sent = [...findings.sent.values()].reduce((sum, count) => sum + count, 0);
    console.log(`${sent} findings sent, ${outcome().lost.length} lost, ${outcome().duplicates} came twice`);
    expect(outcome().lost).toEqual([]);
    const page = readFileSync(PAGE, "utf8");
    for (const cell of cells) expect([rowOf(cell), notMeasured(cell)]).toContain(rowIn(page, cell));
  }, 600_000);
});

/** Nobody is left to take in what was made, so the run that finds it in its way does, and the run after that goes on. */
function mostRuns(step: string): number {
  return step === ALL_KILLED.name || step === DISK_FULL.name ? 2 : 1;
}

function rowOf({ kind, step, first, moreRuns }: Cell): string {
  return `| ${kind} | ${step} | ${first} | ${moreRuns} |`;
}

function notMeasured({ kind, step }: Cell): string {
  return `| ${kind} | ${step} | not measured | |`;
}

/** The page's row of a cell. A page without it is not this test's. */
function rowIn(page: string, { kind, step }: Pick<Cell, "kind" | "step">): string | undefined {
  return page.split("\n").find((line) => line.startsWith(`| ${kind} | ${step} |`));
}

function withCell(page: string, cell: Cell): string {
  return page.replace(rowIn(page, cell) ?? "", rowOf(cell));
}

/** Says loudly that a part did not run. In CI everything runs. */
function didNotRun(why: string): void {
  if (process.env.CI) throw new Error(`DID NOT RUN: ${why}`);
  console.warn(`DID NOT RUN: ${why}`);
}
