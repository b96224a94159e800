import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { moveState, type MoveOutcome } from "../../../terraform/state/move-state";
import { wantedPlace } from "../../../terraform/state/refuse-elsewhere";
import { StateAt } from "../../../terraform/state/state-at";
import { placeText } from "../../../terraform/state/state-location";
import { StatePlaces } from "../../../terraform/state/state-places";
import type { Workspace } from "../../../terraform/engine/workspace";
import { withStateBucket } from "../../state-buckets";
import type { Source } from "./state-move";

/** What happened to one stack's state. */
export interface Moved {
  readonly stack: string;
  readonly from: string;
  readonly to: string;
  readonly outcome: MoveOutcome;
  readonly sourceRemoved: boolean;
}

/** Copies one state, remembers its new place, and removes the source if that was asked for. */
export async function moveOne(workspace: Workspace, source: Source, removeSource: boolean): Promise<Moved> {
  const { entry, from } = source;
  const wanted = wantedPlace(workspace, entry);
  const [at, target] = [new StateAt(workspace, entry, from), new StateAt(workspace, entry, wanted)];
  for (const place of [at, target]) await place.refuseLocked();
  const outcome = await moveState({ source: at, target });
  const places = new StatePlaces(workspace.stateFolder);
  const sourceRemoved = removeSource && outcome !== "no state";
  if (outcome !== "no state") places.set(entry.name, { at: wanted, copiedFrom: from });
  if (sourceRemoved) {
    await remove(workspace, source);
    places.forgetCopy(entry.name);
  }
  const [fromText, to] = [from, wanted].map((state) => placeText(workspace, entry.name, state));
  return { stack: entry.name, from: fromText ?? "", to: to ?? "", outcome, sourceRemoved };
}

async function remove(workspace: Workspace, { entry, from }: Source): Promise<void> {
  if (from === "local") {
    const file = join(workspace.stateFolder, `${entry.name}.tfstate`);
    for (const name of [file, `${file}.backup`]) if (existsSync(name)) rmSync(name);
    return;
  }
  const organization = workspace.config.organizations[entry.partition];
  if (organization)
    await withStateBucket(workspace, organization, from, (bucket) => bucket.remove(entry.name));
}
