import type { OrganizationConfig } from "../config/config";
import type { Snapshot } from "../organization/snapshot";
import { coverageOf, type Coverage } from "./coverage";

/**
 * Whether an account that is a member stays one without a member resource. Under ALL, AWS lets no member go, whatever
 * the account's state. An undefined coverage means that the snapshot does not have the account.
 */
export function staysMember({ enrolment }: OrganizationConfig, coverage: Coverage | undefined): boolean {
  if (coverage === "left-enrolled") return true;
  return enrolment.newAccounts === "ALL" && coverage !== "enrolled" && coverage !== "administrator";
}

/** The accounts of a snapshot that stay members without a member resource: Terraform may only forget theirs. */
export function stayingMembers(organization: OrganizationConfig, snapshot: Snapshot): string[] {
  return coverageOf(organization, snapshot)
    .filter(({ coverage }) => staysMember(organization, coverage))
    .map(({ account }) => account.id);
}
