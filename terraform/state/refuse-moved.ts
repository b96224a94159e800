import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { OperatorError } from "../../config/problems/operator-error";
import type { StackEntry } from "../../config/stack-list";
import type { Workspace } from "../engine/workspace";
import { detectorAccounts, movedResources, type MovedResource } from "./moved-resources";
import { wantedPlace } from "./refuse-elsewhere";
import { parseState } from "./read-state";
import { StateAt } from "./state-at";
import { placeText } from "./state-location";
import { StatePlaces } from "./state-places";

/**
 * Refuses to plan for another home region, administrator, management account or name than the states' resources have.
 * Terraform would look for them at the new place, take them for gone, and leave them running with nobody to manage
 * them.
 * @throws OperatorError naming what is where, and how to get there
 */
export async function refuseMoved(workspace: Workspace, stacks: readonly StackEntry[]): Promise<void> {
  if (workspace.mode.kind === "offline") return;
  for (const entry of telling(workspace, stacks)) {
    const organization = workspace.config.organizations[entry.partition];
    const state = await stateText(workspace, entry);
    if (!organization || state === undefined) {
      await refuseOtherName(workspace, entry);
      continue;
    }
    const moved = movedResources(state, entry, organization);
    if (moved.length > 0) throw new OperatorError(movedText(entry, moved), movedFix(moved[0]!));
  }
}

/**
 * Every stack whose state is a file, and one of each kind in each partition whose state is in a bucket: reading that
 * takes seconds, and the config has one value for all of them.
 */
function telling(workspace: Workspace, stacks: readonly StackEntry[]): StackEntry[] {
  const seen = new Set<string>();
  return stacks.filter((entry) => {
    const kind = `${entry.partition} ${entry.kind}`;
    if (wantedPlace(workspace, entry) === "local") return true;
    return !seen.has(kind) && seen.add(kind);
  });
}

function movedText({ name }: StackEntry, moved: readonly MovedResource[]): string {
  const { address, key, before, now } = moved[0]!;
  const others = moved.length > 1 ? ` and ${moved.length - 1} more` : "";
  return `${name}: ${key} is ${now}, but ${address}${others} ${moved.length > 1 ? "are" : "is"} in ${before}`;
}

function movedFix({ key, before }: MovedResource): string {
  if (key === "homeRegion")
    return (
      `put homeRegion: ${before} back. To move it, plan, review and apply twice: first without "forwarding"; then with the ` +
      'new homeRegion, and "forwarding" again with another secretName. ./orgduty backfill sends what came meanwhile'
    );
  return `put ${key}: "${before}" back. Another one is a new deployment: ${anew(key)}`;
}

/** How to deploy anew what cannot be moved. */
function anew(what: string): string {
  return `./orgduty destroy with the config as it was (--config BEFORE.yaml), then plan and apply with the new ${what}`;
}

/** A config that was renamed has no state under its new name, and its detectors are in the state of the old one. */
async function refuseOtherName(workspace: Workspace, entry: StackEntry): Promise<void> {
  const { administratorAccountId } = workspace.config.organizations[entry.partition]!;
  const folder = dirname(workspace.stateFolder);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  for (const name of names.filter((one) => one !== basename(workspace.stateFolder))) {
    const stateFolder = join(folder, name);
    const other = { ...workspace, config: { ...workspace.config, name }, stateFolder };
    const place = new StatePlaces(stateFolder).of(entry.name)?.at ?? "local";
    const state = await stateText(other, entry, place);
    if (state === undefined || !detectorAccounts(state).includes(administratorAccountId)) continue;
    throw new OperatorError(
      `${entry.name}: the detector of ${administratorAccountId} is in the state of the name ${name}, ${placeText(other, entry.name, place)}`,
      `put name: ${name} back: names of queues and functions cannot change. Another name is a new deployment: ${anew("name")}`,
    );
  }
}

/** Undefined if there is no state, an empty one, or one that was cut off: Terraform says more about that. */
async function stateText(
  workspace: Workspace,
  entry: StackEntry,
  place = wantedPlace(workspace, entry),
): Promise<string | undefined> {
  if (place !== "local") {
    const content = await new StateAt(workspace, entry, place).read();
    return content && content.resources > 0 ? content.text : undefined;
  }
  const file = join(workspace.stateFolder, `${entry.name}.tfstate`);
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, "utf8");
  try {
    return parseState(text).addresses().length > 0 ? text : undefined;
  } catch {
    return undefined;
  }
}
