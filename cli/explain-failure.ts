import type { StackEntry } from "../config/stack-list";
import type { Project } from "../organization/load-project";
import type { RunMode } from "../terraform/run-mode";

/** The members that Terraform's diagnostics name, by resource address. */
const MEMBER = /aws_guardduty_member\.[\w-]+\["(\d{12})"\]/g;

/**
 * Adds to Terraform's diagnostics why GuardDuty did not take accounts as members: the provider hides it, and says only
 * "Root object was present, but now absent". Undefined where the failure is of another kind or GuardDuty does not tell.
 */
export async function explainFailure(
  { config, snapshots }: Project,
  mode: RunMode,
  { partition, region }: StackEntry,
  diagnostics: string,
): Promise<string | undefined> {
  const ids = new Set([...diagnostics.matchAll(MEMBER)].map(([, id]) => id));
  const candidates = snapshots[partition]?.accounts.filter(({ id }) => ids.has(id)) ?? [];
  const organization = config.organizations[partition];
  if (candidates.length === 0 || !organization) return undefined;
  const { signIn } = await import("../verification/sign-in");
  const { refusedMembers } = await import("../verification/refused-members");
  const endpoint = mode.kind === "local" ? { endpoint: mode.endpoint } : {};
  const enter = signIn({ organization, purpose: "apply", ...endpoint });
  try {
    const refused = await refusedMembers(enter("administrator", region), candidates);
    if (refused.length === 0) return "GuardDuty takes these accounts by now: plan and apply again";
    return ["GuardDuty did not take:", ...refused.map(({ id, reason }) => `  ${id}: ${reason}`)].join("\n");
  } catch (error) {
    return `GuardDuty could not be asked why: ${String(error)}`;
  }
}
