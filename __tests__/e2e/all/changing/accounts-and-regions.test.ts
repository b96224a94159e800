import { LivingDeployment } from "../../../support/living/deployment";
import { itGoesThrough } from "../../../support/living/with-findings";
import { ACCOUNT_CHANGES, JOINER } from "./changes/account-changes";
import { REGION_CHANGES } from "./changes/region-changes";

/** One deployment without forwarding goes through every change of accounts, settings, regions and partitions. */
describe("A change of accounts, settings or regions", () => {
  const deployment = new LivingDeployment({
    regions: ["us-east-1"],
    partitions: ["aws", "aws-cn"],
    edit: (document) => {
      document.delete("forwarding");
      document.deleteIn(["organizations", "aws-cn"]);
      // Slower updates and a plan that is turned off are among the changes.
      const rules = { "OD-004": "warn", "OD-017": "warn", "OD-066": "warn" };
      document.set("review", document.createNode({ rules }));
    },
  });

  beforeAll(async () => {
    await deployment.begin();
    deployment.editSnapshot((snapshot) => ({
      ...snapshot,
      accounts: snapshot.accounts.filter(({ id }) => id !== JOINER.id),
    }));
    await deployment.applyAll();
  }, 1_800_000);

  afterAll(() => deployment.stop());

  itGoesThrough(deployment, [...ACCOUNT_CHANGES, ...REGION_CHANGES]);
});
