import { ADMINISTRATOR } from "../../../support/living/deployment";
import { stall } from "../../../support/living/killed";
import { deployedWithFindings, itLosesNothing } from "../../../support/living/with-findings";
import { toHub, toRegional } from "./changes/topology-changes";

const REGIONS = ["us-east-1", "eu-west-1"];

describe("A change of topology while findings come every second", () => {
  const deployment = deployedWithFindings(...REGIONS);

  /** Applies what was planned, and expects that nothing is left to do. */
  async function applied(): Promise<string> {
    const { code, stderr } = await deployment.apply();
    expect([code, code === 0 ? "" : stderr]).toEqual([0, ""]);
    for (const counts of Object.values(await deployment.plan())) expect(counts).toEqual([0, 0, 0]);
    return stderr;
  }

  it("goes to a hub: regions' queues are emptied before they are removed", async () => {
    toHub(deployment);
    await deployment.plan();
    await stall(deployment.aws.url, ADMINISTRATOR, "eu-west-1");
    const said = await applied();
    for (const region of REGIONS) {
      expect(said).toContain(
        `${region}: findings that wait in demo-guardduty-findings are moved on before it is removed`,
      );
      expect(said).toContain(`${region}: findings go to their new target`);
      expect(said).toContain(`${region}: demo-guardduty-findings: empty`);
    }
    expect(said).toContain("is no longer replicated to eu-west-1");
    expect(said).toMatch(/eu-west-1: demo-guardduty-findings: empty, \d+ findings were moved on/);
    expect(await deployment.gaps()).toEqual([]);
  }, 1_800_000);

  it("goes back: the hub is there until the last region has left it, and is emptied then", async () => {
    toRegional(deployment);
    await deployment.plan();
    const said = await applied();
    expect(said).toContain("foundation-aws is applied after its regions");
    expect(said).toContain("foundation-aws: demo-guardduty-findings-hub: empty");
    expect(await deployment.gaps()).toEqual([]);
  }, 1_800_000);

  itLosesNothing(deployment);
});
