import { settingName } from "../aws/settings";
import type { Manifest, StackPlan } from "../plans-folder/manifest";
import { plannedChanges, type PlannedChange } from "../plans-folder/planned-changes";

/** A manifest and the folder of its plans. */
export interface Planned {
  readonly manifest: Pick<Manifest, "currentSettings" | "stacks">;
  readonly plansFolder: string;
}

/** The accounts whose detectors Terraform makes, as their addresses begin. */
const DETECTORS = ["administrator", "management"] as const;

/**
 * Says in which regions the plans create a detector that AWS has already. Terraform sees its state alone: if that is not the one
 * which the deployment has (another key prefix, another machine, a state that was lost), it calls everything a creation.
 */
export function alreadyThereNotes({ manifest, plansFolder }: Planned): string[] {
  const current: Readonly<Record<string, { settings: Readonly<Record<string, string>> } | undefined>> =
    manifest.currentSettings ?? {};
  return manifest.stacks.flatMap((stack) => {
    const settings = stack.kind === "region" ? current[stack.region]?.settings : undefined;
    if (!settings || stack.adds === 0) return [];
    const created = changesOf(plansFolder, stack).filter(({ actions }) => actions[0] === "create");
    const accounts = DETECTORS.filter(
      (account) =>
        settings[settingName(`${account} detector`, "enable")] !== undefined &&
        created.some(({ address }) => address.startsWith(`aws_guardduty_detector.${account}-`)),
    ).map((account) => `the ${account} account`);
    return accounts.length === 0
      ? []
      : [
          `${stack.name}: GuardDuty is in ${accounts.join(" and ")} already, and the plan creates it\n  ${FIX}`,
        ];
  });
}

/** A plan that is not as the manifest records it, or is gone, shows nothing: the review and apply say so themselves. */
function changesOf(plansFolder: string, stack: StackPlan): PlannedChange[] {
  try {
    return plannedChanges(plansFolder, stack);
  } catch {
    return [];
  }
}

const FIX =
  'fix: if another state holds it, work from that one ("state" in the config, or the other machine); if none does, ./orgduty discover, and the next plan takes it over';
