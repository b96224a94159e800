import type { Member } from "@aws-sdk/client-guardduty";

/** The account id of a member. */
export function idOf({ AccountId = "" }: Member): string {
  return AccountId;
}

/** Whether GuardDuty is on in a member. */
export function isEnabled({ RelationshipStatus = "" }: Member): boolean {
  return RelationshipStatus.toLowerCase() === "enabled";
}

/** Whether the administrator administers a member. AWS also lists members that have left. */
export function isAssociated({ RelationshipStatus = "" }: Member): boolean {
  return !["removed", "resigned"].includes(RelationshipStatus.toLowerCase());
}
