import type { Partition } from "../aws/partitions";
import type { Region } from "../config/regions";
import type { CheckId } from "./checks";

/**
 * What a check says of one thing. A `blocker` makes plan or apply fail, or leaves accounts unwatched or findings
 * undelivered after it; a `warning` does not. `unchecked` means that AWS refused or failed, so that a problem may hide
 * there; `out-of-reach` that nobody could check it from here.
 */
export type Outcome = "blocker" | "warning" | "fine" | "unchecked" | "out-of-reach";

/** Where something is: an organization, one of its accounts, a region. */
export interface Place {
  readonly partition: Partition;
  readonly account?: string;
  /** Absent if it has no region. */
  readonly region?: Region;
}

/** What a check found, before it is said where. */
export interface Finding {
  readonly check: CheckId;
  readonly outcome: Outcome;
  /** What is right or wrong, or what was not checked, without a full stop. */
  readonly what: string;
  /** What was seen, or why it was not checked. */
  readonly evidence: string;
  /** A command, or what to do. Empty if there is nothing to do. */
  readonly fix: string;
  /** The account that it is about, if it is not the one that was asked. */
  readonly account?: string;
}

/** A finding with its place. */
export type Line = Finding & Place;

type Say = (check: CheckId, what: string, evidence: string, fix: string) => Finding;

const saying =
  (outcome: Outcome): Say =>
  (check, what, evidence, fix) => ({ check, outcome, what, evidence, fix });

/** Plan or apply fails because of it, or what they make does not work. */
export const blocker = saying("blocker");
/** Plan and apply work; an operator should know it. */
export const warning = saying("warning");
/** AWS refused, or failed: a problem may hide there. */
export const unchecked = saying("unchecked");
/** It cannot be checked from here, by anybody. */
export const outOfReach = saying("out-of-reach");

/** Something that was checked and is right. */
export function fine(check: CheckId, what: string, evidence = ""): Finding {
  return { check, outcome: "fine", what, evidence, fix: "" };
}

/** Puts findings into their place. */
export function at(place: Place, findings: readonly Finding[]): Line[] {
  return findings.map((finding) => ({ ...place, ...finding }));
}
