import { readFileSync, writeFileSync } from "node:fs";
import { SECRET_NAME } from "../../../../scripts/demo/config";
import { deployedWithFindings, itGoesThrough, itLosesNothing } from "../../../support/living/with-findings";
import { REFUSED_CHANGES } from "./changes/refused-changes";
import { PATH_CHANGES, RELAY_CHANGES } from "./changes/relay-changes";

/** One deployment goes through every change. */
describe("A change of the findings path", () => {
  const deployment = deployedWithFindings("us-east-1");
  itGoesThrough(deployment, [...RELAY_CHANGES, ...PATH_CHANGES]);

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

  itLosesNothing(deployment);
});
