import { deployedWithFindings, itGoesThrough, itLosesNothing } from "../../../support/living/with-findings";
import { KEY_CHANGES } from "./changes/key-changes";

/**
 * One deployment in one region gets a customer key and loses it again. The local AWS knows keys of several regions by ids
 * that AWS does not have (moto keeps the dashes), and the config refuses those.
 */
describe("A change of key", () => {
  const deployment = deployedWithFindings("us-east-1");
  itGoesThrough(deployment, KEY_CHANGES);
  itLosesNothing(deployment);
});
