import type { Change } from "../../../support/living/change";
import { LivingDeployment } from "../../../support/living/deployment";
import { expectChange, expectNothingLost } from "../../../support/living/expect-change";
import { HOME_CHANGES } from "./changes/home-changes";

/** One deployment in two regions goes through every change that reaches both, a numbered finding coming every second in each. */
describe("A change of home region", () => {
  const deployment = new LivingDeployment({ regions: ["us-east-1", "eu-west-1"] });

  beforeAll(async () => {
    await deployment.start();
    await deployment.putSecret();
    deployment.findings();
  }, 1_800_000);

  afterAll(() => deployment.stop());

  it.each(HOME_CHANGES)(
    "$key: $from to $to",
    (change: Change) => expectChange(deployment, change),
    1_800_000,
  );

  it("loses nothing", () => expectNothingLost(deployment), 600_000);
});
