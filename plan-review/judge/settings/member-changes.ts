import { found, isUnread, type Part } from "../../../existing/part";
import type { MemberGroup } from "../../../existing/existing-region";
import { settingName } from "../../../aws/settings";
import { regionViews, type RegionView } from "../region-view";
import type { ReviewContext } from "../rule";
import { plannedSettings } from "./planned-settings";

/** A protection plan, or agent setting, that is off in members now, and that GuardDuty turns on after apply. */
export interface MemberChange {
  readonly region: string;
  readonly stack: string;
  /** The resource that sets what members get. */
  readonly address: string;
  readonly plan: string;
  /** How many members it is off in. */
  readonly accounts: number;
  readonly was: "DISABLED";
  readonly becomes: "ENABLED";
}

/** The plans of members, as discover read them, against what they become. */
export interface MemberChanges {
  /** One for each region and plan. */
  readonly changes: readonly MemberChange[];
  readonly unread: readonly { readonly region: string; readonly part: string }[];
}

/**
 * What the plans make of the plans of members that exist. ALL turns a plan on in every member; NEW does so in those that
 * are added again; nothing turns one off. A region that the snapshot does not have is left out here: `keptReport` names it.
 */
export function memberChanges(context: ReviewContext): MemberChanges {
  const regions = regionViews(context).flatMap((view) => {
    const existing = context.project.snapshots[view.partition]?.regions[view.region];
    if (existing === undefined) return [];
    return [{ view, members: isUnread(existing) ? existing : existing.members }];
  });
  return {
    changes: regions.flatMap(({ view, members }) => changesIn(view, found(members) ?? [])),
    unread: regions.flatMap(({ view: { region }, members }) =>
      unreadOf(members).map((part) => ({ region, part })),
    ),
  };
}

function changesIn({ region, stack, resources, members }: RegionView, groups: readonly MemberGroup[]) {
  const added = new Set(members.filter(({ action }) => action === "create").map((one) => one.accountId));
  const modes = resources
    .filter(({ type }) => type === "aws_guardduty_organization_configuration_feature")
    .flatMap((resource) => plannedSettings(resource).map((mode) => ({ mode, address: resource.address })));
  return modes.flatMap(({ mode: { name, value }, address }): MemberChange[] => {
    const plan = name.slice(settingName("organization", "").length);
    const off = groups.filter(({ features }) => found(features)?.[plan] === "DISABLED");
    const accounts = off.flatMap((group) => turnedOn(group, value, added)).length;
    if (accounts === 0) return [];
    return [{ region, stack, address, plan, accounts, was: "DISABLED", becomes: "ENABLED" }];
  });
}

/**
 * The accounts of a group that a mode turns a plan on in. GuardDuty shows plans of ENABLED members, which are imported,
 * and of DISABLED ones, which are suspended and added again.
 */
function turnedOn({ state, accounts }: MemberGroup, mode: string, added: ReadonlySet<string>): string[] {
  if (state === "ENABLED") return mode === "ALL" ? [...accounts] : [];
  return mode === "NONE" ? [] : accounts.filter((id) => added.has(id));
}

function unreadOf(members: Part<readonly MemberGroup[]>): string[] {
  if (isUnread(members)) return [`members: ${members.unread}`];
  return members.flatMap(({ features, accounts }) =>
    isUnread(features) ? [`the plans of ${accounts.length} members: ${features.unread}`] : [],
  );
}
