import type { Region } from "../../../config/regions";
import type { Snapshot } from "../../../organization/snapshot";
import type { Reason } from "../../../verification/compare/reasons";
import type { Place } from "../../support/deployed/place";

/** One way to break a deployed region behind Terraform's back. */
export interface Fault {
  /** What was done, as the table in docs says it. */
  readonly what: string;
  /** What verify has to call it. */
  readonly reason: Reason;
  /** What the gap has to be of: an account, a plan or a resource. */
  readonly names: string;
  /** Which attribute the gap has to be of. @default none in particular */
  readonly attribute?: string;
  /** Where it is tried. @default the next region of the commercial partition */
  readonly region?: Region;
  /** Deploys more than every region has, all of it healthy. */
  readonly before?: (place: BrokenPlace) => Promise<BrokenPlace>;
  /** What verify calls that. @default nothing: it is as the config wants it */
  readonly beforehand?: readonly Reason[];
  readonly break: (place: BrokenPlace) => Promise<unknown>;
  /**
   * How long after the fault verify looks.
   * @default 0
   */
  readonly hoursLater?: number;
  /** Makes the region healthy again. Absent: the next fault gets a region of its own. */
  readonly mend?: (place: BrokenPlace) => Promise<unknown>;
}

export interface BrokenPlace extends Place {
  /** Of the administrator. */
  readonly detectorId: string;
  readonly snapshot: Snapshot;
  /** The function's code. */
  readonly zip: Buffer;
}

/** A member of the example organization, and an account that its config excludes. */
export const MEMBER = { id: "012345678901", email: "aws+payments-prod@acme.example" };
export const EXCLUDED = { id: "444444444444", email: "aws+range@acme.example" };
