import { readFileSync, writeFileSync } from "node:fs";
import { SECRET_NAME } from "../../../../scripts/demo/config";
import type { Change } from "../../../support/living/change";
import { LivingDeployment } from "../../../support/living/deployment";
import { expectChange, expectNothingLost } from "../../../support/living/expect-change";
import { REFUSED_CHANGES } from "./changes/refused-changes";
import { PATH_CHANGES, RELAY_CHANGES } from "./changes/relay-changes";

/** One deployment goes through every change, a numbered finding coming every second. */
describe("A change of the findings path", () => {
  const deployment = new LivingDeployment({ regions: ["us-east-1"] });

  beforeAll(async () => {
    await deployment.start();
    await deployment.putSecret();
    deployment.findings();
  }, 1_800_000);

  afterAll(() => deployment.stop());

  it.each([...RELAY_CHANGES, ...PATH_CHANGES])(
    "$key: $from to $to",
    (change: Change) => expectChange(deployment, change),
    1_800_000,
  );

  it.each(REFUSED_CHANGES)(
    "$key is refused by plan, with the way there",
    async ({ edit, says }) => {
      const before = readFileSync(deployment.config, "utf8");
      deployment.edit(edit);
      const { code, stderr } = await deployment.orgduty.run("plan", "--out", deployment.plans);
      writeFileSync(deployment.config, before);
      expect(code).toBe(1);
      for (const text of says) expect(stderr).toContain(text);
    },
    600_000,
  );

  it("a secret's name that AWS still keeps is refused before anything begins", async () => {
    const before = readFileSync(deployment.config, "utf8");
    deployment.edit((document) => document.setIn(["forwarding", "logRelay", "secretName"], SECRET_NAME));
    await deployment.plan();
    const { code, stderr } = await deployment.apply();
    writeFileSync(deployment.config, before);
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining(`secret ${SECRET_NAME} in us-east-1 was deleted`),
    ]);
  }, 600_000);

  it("loses nothing", () => expectNothingLost(deployment), 600_000);
});
