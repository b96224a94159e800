import { eventually } from "../running-local-aws";
import { seen, type Change } from "./change";
import type { LivingDeployment } from "./deployment";
import { pageRow, triedRow, writeRow } from "./tried-table";

/** How long findings may take that wait when the last one is sent. */
const LAST_ONES_MS = 300_000;

/**
 * Makes a change, and expects that it ends well: no rule fails, verify finds no gap, the next plan is empty, no dead
 * letter is left, and docs/changing.md has what was seen. With ORGDUTY_WRITE_CHANGES=1 it writes that there.
 */
export async function expectChange(deployment: LivingDeployment, change: Change): Promise<void> {
  const result = await seen(deployment, change);
  expect([result.fails, result.code, result.code === 0 ? "" : result.said]).toEqual([[], 0, ""]);
  for (const counts of Object.values(result.left)) expect(counts).toEqual([0, 0, 0]);
  expect([result.gaps, result.undeliverable]).toEqual([[], []]);
  const row = triedRow(change, result);
  if (process.env.ORGDUTY_WRITE_CHANGES) writeRow(change, row);
  expect(row).toBe(pageRow(change) ?? row);
}

/** Sends no more findings, and expects each of those that were sent at a relay, and none undeliverable. */
export async function expectNothingLost(deployment: LivingDeployment): Promise<void> {
  const findings = deployment.findings();
  await findings.stop();
  const outcome = () => findings.outcome(deployment.relays.lines);
  await eventually("every finding is at a relay", () => outcome().lost.length === 0, LAST_ONES_MS).catch(
    () => undefined,
  );
  const { lost, duplicates } = outcome();
  const sent = [...findings.sent.values()].reduce((sum, count) => sum + count, 0);
  console.log(`${sent} findings sent, ${lost.length} lost, ${duplicates} came twice`);
  expect(sent).toBeGreaterThan(100);
  expect(lost).toEqual([]);
  expect(await deployment.undeliverable()).toEqual([]);
}
