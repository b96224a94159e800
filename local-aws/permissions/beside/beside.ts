import type { Asked } from "../asked";
import type { Demand } from "../demand";
import type { Facts } from "../tables/table";
import { delegating, enabling } from "./guardduty";
import { handing } from "./handing";
import { inVpc, replicating } from "./others";
import { tagging } from "./tagging";

/** Says what AWS checks besides, for requests that it concerns. */
export type Beside = (asked: Asked, facts: Facts) => readonly Demand[] | Promise<readonly Demand[]>;

const ALL: readonly Beside[] = [delegating, enabling, handing, tagging, replicating, inVpc];

/** Every action that AWS checks for a request beside the request's own, each as its documentation says. */
export async function besidesOf(asked: Asked, facts: Facts): Promise<Demand[]> {
  return (await Promise.all(ALL.map(async (beside) => beside(asked, facts)))).flat();
}
