import { ADMINISTRATOR } from "../../../support/living/deployment";
import { expectNothingLost } from "../../../support/living/expect-change";
import { killedAt, stall } from "../../../support/living/killed";
import { deployedWithFindings } from "../../../support/living/with-findings";
import { STEPS_TO_HUB, toHub } from "./changes/topology-changes";

describe("A change from regional to hub that is killed at each step", () => {
  const deployment = deployedWithFindings("us-east-1");

  beforeAll(async () => {
    toHub(deployment);
    await stall(deployment.aws.url, ADMINISTRATOR, "us-east-1");
  });

  it.each(STEPS_TO_HUB)(
    "is killed: $name",
    async (step) => {
      const { isKilled, text } = await killedAt(deployment, step);
      expect([isKilled, isKilled ? "" : text]).toEqual([true, ""]);
    },
    1_200_000,
  );

  it("converges with one more run, and nothing is lost", async () => {
    await deployment.applyAll();
    expect(Object.values(await deployment.plan())).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(await deployment.gaps()).toEqual([]);
    await expectNothingLost(deployment);
  }, 1_200_000);
});
