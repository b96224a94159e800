import type { Change } from "./change";
import { LivingDeployment } from "./deployment";
import { expectChange, expectNothingLost } from "./expect-change";

const MINUTE = 60_000;

/** A deployment of the first day, there before the suite's tests and gone after them, with a numbered finding every second. */
export function deployedWithFindings(...regions: string[]): LivingDeployment {
  const deployment = new LivingDeployment({ regions });
  beforeAll(async () => {
    await deployment.start();
    await deployment.putSecret();
    deployment.findings();
  }, 30 * MINUTE);
  afterAll(() => deployment.stop());
  return deployment;
}

/** A test for each change, one after the other. */
export function itGoesThrough(deployment: LivingDeployment, changes: readonly Change[]): void {
  it.each(changes)("$key: $from to $to", (change: Change) => expectChange(deployment, change), 30 * MINUTE);
}

/** The last test: whatever was sent has arrived. */
export function itLosesNothing(deployment: LivingDeployment): void {
  it("loses nothing", () => expectNothingLost(deployment), 10 * MINUTE);
}
