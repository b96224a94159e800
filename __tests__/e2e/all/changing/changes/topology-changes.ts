import type { Moment } from "../../../../support/living/killed";
import type { LivingDeployment } from "../../../../support/living/deployment";

/** Findings go to a hub from now on. */
export function toHub(deployment: LivingDeployment): void {
  deployment.edit((document) => {
    document.setIn(["forwarding", "topology"], "hub");
    const hub = { reason: "one address", owner: "sec", until: "2027-06-30" };
    document.setIn(["forwarding", "hub"], document.createNode(hub));
  });
}

/** Findings go to their region's relay from now on. */
export function toRegional(deployment: LivingDeployment): void {
  deployment.edit((document) => {
    document.setIn(["forwarding", "topology"], "regional");
    document.deleteIn(["forwarding", "hub"]);
  });
}

/** The steps of a change from regional to hub, in the order in which an apply is killed at them. */
export const STEPS_TO_HUB: readonly Moment[] = [
  { name: "Terraform is at work in foundation", said: /are moved on before it is removed/, afterMs: 3_000 },
  { name: "foundation is applied", said: /1\/2 foundation-aws applied/ },
  { name: "rules are about to point to the hub", said: /findings go to their new target/ },
  // The Terraform that it had started may end its work: nothing is left to be killed in after this.
  { name: "the queue was emptied, and Terraform is at work in the region", said: /: empty/ },
];
