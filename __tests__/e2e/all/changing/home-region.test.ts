import { deployedWithFindings, itGoesThrough, itLosesNothing } from "../../../support/living/with-findings";
import { HOME_CHANGES } from "./changes/home-changes";

/** One deployment in two regions goes through every change that reaches both. */
describe("A change of home region", () => {
  const deployment = deployedWithFindings("us-east-1", "eu-west-1");
  itGoesThrough(deployment, HOME_CHANGES);
  itLosesNothing(deployment);
});
