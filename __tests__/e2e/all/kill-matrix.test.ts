import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DETECTOR, KINDS } from "../faults/kill-matrix/kinds";
import { StateDisk } from "../faults/kill-matrix/state-disk";
import {
  ALL_KILLED,
  CUT,
  DISK_FULL,
  HALF_MADE,
  KILLED,
  READ_ONLY,
  REFUSED,
  THROTTLED,
} from "../faults/kill-matrix/steps";
import { MatrixWorld, type Cell } from "../faults/kill-matrix/world";
import { ROOT } from "../../support/orgduty";
import { eventually } from "../../support/running-local-aws";

const PAGE = join(ROOT, "docs/kill-matrix.md");
const [FUNCTION, , , QUEUE] = KINDS;

describe("An apply in which something goes wrong, and one more run", () => {
  const world = new MatrixWorld();
  const cells: Cell[] = [];
  beforeAll(() => world.start(), 600_000);
  afterAll(() => world.stop());

  const tried = async (...[kind, step]: Parameters<MatrixWorld["cell"]>) => {
    const cell = await world.cell(kind, step);
    cells.push(cell);
    if (process.env.ORGDUTY_KILL_MATRIX_LOG)
      appendFileSync(process.env.ORGDUTY_KILL_MATRIX_LOG, `${JSON.stringify(cell)}\n`);
    expect([cell, cell.moreRuns <= mostRuns(step.name)]).toEqual([cell, true]);
  };

  it("converges on the first day", async () => {
    await tried(DETECTOR, KILLED);
    world.sendFindings();
  }, 900_000);

  const ordinary = [KILLED, CUT, REFUSED, THROTTLED].flatMap((step) =>
    KINDS.map((kind) => [step.name, kind.name, { step, kind }] as const),
  );
  it.each(ordinary)("converges: %s, %s", async (_step, _kind, { step, kind }) => tried(kind, step), 900_000);

  it("keeps a queue that is half-made", () => tried(QUEUE!, HALF_MADE), 900_000);

  it("recovers without the run that failed", () => tried(FUNCTION!, ALL_KILLED), 900_000);

  it("converges once the state can be written again", async () => {
    if (!StateDisk.isPossible()) {
      if (process.env.CI) throw new Error("DID NOT RUN: only root may mount a disk");
      return console.warn("DID NOT RUN: only root may mount a disk");
    }
    await tried(FUNCTION!, READ_ONLY);
    await tried(FUNCTION!, DISK_FULL);
  }, 900_000);

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
    if (process.env.ORGDUTY_WRITE_KILL_MATRIX) writeFileSync(PAGE, withCells(page, cells));
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
function rowIn(page: string, { kind, step }: Cell): string | undefined {
  return page.split("\n").find((line) => line.startsWith(`| ${kind} | ${step} |`));
}

function withCells(page: string, cells: readonly Cell[]): string {
  return cells.reduce((text, cell) => text.replace(rowIn(text, cell) ?? "", rowOf(cell)), page);
}
