import type { Project } from "../../../organization/load-project";
import type { ApplyAllProps } from "../../../terraform/apply/apply-all";
import type { Workspace } from "../../../terraform/engine/workspace";
import { accessOf } from "./access";

/** Looks into the account of a resource, with the apply role, for what a creation that was cut off left there. */
export function existingIn(
  { config }: Project,
  workspace: Workspace,
): NonNullable<ApplyAllProps["findExisting"]> {
  return async ({ partition, region }, { type, provider, planned }) => {
    const organization = config.organizations[partition];
    // The log archive's account has no sign-in here: Terraform's own message remains.
    if (!organization || !/^(administrator|management)/.test(provider)) return undefined;
    const { findExisting } = await import("../../../transitions/find-existing");
    const { enter, calls } = await accessOf(workspace, organization);
    const account = provider.startsWith("management") ? "management" : "administrator";
    return findExisting(type, { settings: enter(account, region), calls, planned });
  };
}
