import type { StackEntry } from "../../../config/stack-list";
import type { Project } from "../../../organization/load-project";
import type { RunMode } from "../../../terraform/engine/run-mode";
import type { RefusedMember } from "../../../verification/read/guardduty/refused-members";

/**
 * Matches the only error whose reason the provider hides, with the member that it is about. Terraform may break its
 * lines anywhere.
 */
const HIDDEN =
  /When applying changes to aws_guardduty_member\.[\w-]+\["(\d{12})"\], provider .*Root object was present, but now absent/;

/** How many accounts are looked at: what is wrong with this many accounts is also wrong with the rest. */
const MOST_TOLD = 20;

/**
 * Adds to Terraform's diagnostics what can be seen of accounts that GuardDuty did not accept as members, because the
 * provider hides the reason. Undefined if the failure is of another kind. It only reads: no request that changes
 * anything has been reviewed.
 */
export async function explainFailure(
  { config }: Project,
  mode: RunMode,
  { partition, region }: StackEntry,
  diagnostics: string,
): Promise<string | undefined> {
  if (config.part === "bootstrap") return whatExists(diagnostics);
  const ids = hiddenMembers(diagnostics);
  const organization = config.organizations[partition];
  if (ids.length === 0 || !organization) return undefined;
  try {
    const { signIn } = await import("../../../aws-clients/sign-in");
    const { refusedMembers } = await import("../../../verification/read/guardduty/refused-members");
    const endpoint = mode.kind === "local" ? { endpoint: mode.endpoint } : {};
    const enter = signIn({ organization, purpose: "apply", ...endpoint });
    const { detectorId, members } = await refusedMembers({
      administrator: enter("administrator", region),
      management: enter("management", region),
      managementAccountId: organization.managementAccountId,
      ids: ids.slice(0, MOST_TOLD),
    });
    return [
      "GuardDuty did not take these accounts as members:",
      ...members.map(({ id, seen }) => `  ${id}: ${seen}`),
      ...(ids.length > MOST_TOLD ? [`  and ${ids.length - MOST_TOLD} more`] : []),
      ...inItsOwnWords(members, region, detectorId),
    ].join("\n");
  } catch (error) {
    return `What GuardDuty has of these accounts cannot be read: ${String(error)}`;
  }
}

/** Bootstrap takes nothing over: what AWS has under a name is somebody else's, or of an earlier attempt. */
function whatExists(diagnostics: string): string | undefined {
  if (/BucketAlreadyExists\b/.test(diagnostics))
    return "Another account of AWS has a bucket of that name: name another in state.s3.";
  if (!/EntityAlreadyExists|BucketAlreadyOwnedByYou|AlreadyExistsException/.test(diagnostics))
    return undefined;
  const provider = /OpenIDConnectProvider|OIDC Provider/i.test(diagnostics)
    ? " The provider of tokens is there already: bootstrap.tokenProvider: existing."
    : "";
  return `Bootstrap takes over nothing that exists: remove it, or give what is made another name (docs/bootstrap.md).${provider}`;
}

/** Never for an account that has become a member: it would lose its overrides. */
function inItsOwnWords(members: readonly RefusedMember[], region: string, detectorId: string): string[] {
  const refused = members.find(({ isMemberByNow }) => !isMemberByNow);
  if (!refused) return ["Plan and apply again."];
  return [
    "It tells its own reason only to a request that enrols them, which apply does not repeat. As the administrator:",
    `  aws guardduty create-members --region ${region} --detector-id ${detectorId} --account-details AccountId=${refused.id},Email=EMAIL`,
  ];
}

/**
 * The accounts that did not become members, each from an error of its own. Terraform's other errors already include
 * their reason.
 */
function hiddenMembers(diagnostics: string): string[] {
  const blocks = diagnostics.split(/^(?=(?:Error|Warning): )/m).map((block) => block.replace(/\s+/g, " "));
  return [...new Set(blocks.flatMap((block) => HIDDEN.exec(block)?.[1] ?? []))];
}
