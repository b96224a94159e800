import { isLower } from "../../../aws/settings";
import type { CurrentSettings } from "../../../plans-folder/manifest";
import { plannedMode } from "../../read/planned-mode";
import { regionViews, type RegionView } from "../region-view";
import type { ReviewContext } from "../rule";
import { plannedSettings } from "./planned-settings";

/** A setting that AWS has with one value, and that the plans give another. */
export interface SettingChange {
  readonly region: string;
  readonly stack: string;
  /** The resource that sets it. */
  readonly address: string;
  /** e.g. `organization S3_DATA_EVENTS` */
  readonly setting: string;
  readonly was: string;
  readonly becomes: string;
  /** Whether it protects less than before. */
  readonly isLower: boolean;
}

/** What AWS had when it was planned, against what the plans make of it. */
export interface SettingChanges {
  /** `offline`: nobody asked AWS. `not recorded`: the plans are of an earlier orgduty. */
  readonly known: "read" | "offline" | "not recorded";
  /** What is lowered first. */
  readonly changes: readonly SettingChange[];
  /** How many settings stay as AWS has them. */
  readonly same: number;
  /** What could not be read, so that nobody knows what it becomes. */
  readonly unread: readonly { readonly region: string; readonly stack: string; readonly part: string }[];
}

/**
 * Compares the settings that AWS has with those that the plans set. Terraform cannot show this: what it calls a creation
 * silently overwrites a setting that was made outside it.
 */
export function settingChanges(context: ReviewContext): SettingChanges {
  const { manifest, currentSettings = manifest.currentSettings } = context.plans;
  const none = { changes: [], same: 0, unread: [] };
  if (plannedMode(context.plans) === "offline") return { known: "offline", ...none };
  if (!currentSettings) return { known: "not recorded", ...none };
  const current: Readonly<Record<string, CurrentSettings | undefined>> = currentSettings;
  const views = regionViews(context);
  const compared = views.flatMap((view) => compare(view, current[view.region]?.settings ?? {}));
  const differing = compared.filter(({ was, becomes }) => was !== becomes);
  const changes = [true, false].flatMap((lower) => differing.filter((change) => change.isLower === lower));
  const unread = views.flatMap(({ region, stack }) =>
    (current[region]?.unread ?? ["all of the region"]).map((part) => ({ region, stack, part })),
  );
  return { known: "read", changes, same: compared.length - changes.length, unread };
}

/** What AWS does not have yet is created, and is no change. */
function compare({ region, resources }: RegionView, current: CurrentSettings["settings"]): SettingChange[] {
  return resources.flatMap((resource) =>
    plannedSettings(resource).flatMap(({ name, value }): SettingChange[] => {
      const was = current[name];
      if (was === undefined) return [];
      const { stack, address } = resource;
      return [{ region, stack, address, setting: name, was, becomes: value, isLower: isLower(was, value) }];
    }),
  );
}
