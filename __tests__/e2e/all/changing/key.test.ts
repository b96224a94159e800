import type { Change } from "../../../support/living/change";
import { LivingDeployment } from "../../../support/living/deployment";
import { expectChange, expectNothingLost } from "../../../support/living/expect-change";
import { KEY_CHANGES } from "./changes/key-changes";

/**
 * One deployment in one region gets a customer key and loses it again, a numbered finding coming every second. The local
 * AWS knows keys of several regions by ids that AWS does not have (moto keeps the dashes), and the config refuses those.
 */
describe("A change of key", () => {
  const deployment = new LivingDeployment({ regions: ["us-east-1"] });

  beforeAll(async () => {
    await deployment.start();
    await deployment.putSecret();
    deployment.findings();
  }, 1_800_000);

  afterAll(() => deployment.stop());

  it.each(KEY_CHANGES)("$key: $from to $to", (change: Change) => expectChange(deployment, change), 1_800_000);

  it("loses nothing", () => expectNothingLost(deployment), 600_000);
});
