import type { Calls } from "../../../aws-clients/calls";
import type { SignIn } from "../../../aws-clients/sign-in";
import type { OrganizationConfig } from "../../../config/config";
import type { Workspace } from "../../../terraform/engine/workspace";

/**
 * The sign-in to an organization's accounts with the apply roles. The SDK is loaded only here, because most applies do
 * not need it.
 */
export async function accessOf(
  { mode, signal }: Pick<Workspace, "mode" | "signal">,
  organization: OrganizationConfig,
): Promise<{ readonly enter: SignIn; readonly calls: Calls }> {
  const { signIn } = await import("../../../aws-clients/sign-in");
  const { Calls: PacedCalls } = await import("../../../aws-clients/calls");
  const endpoint = mode.kind === "local" ? { endpoint: mode.endpoint } : {};
  return {
    enter: signIn({ organization, purpose: "apply", ...endpoint }),
    calls: new PacedCalls(signal ? { signal } : {}),
  };
}
