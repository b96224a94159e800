import type { StackEntry } from "../../config/stack-list";
import type { RunMode } from "../engine/run-mode";
import type { Workspace } from "../engine/workspace";
import { lastPlace, moveAdvice, wantedPlace } from "./refuse-elsewhere";
import { placeText } from "./state-location";
import { isSamePlace } from "./state-places";

/** A config's states as this machine remembers them. */
export interface RememberedStates extends Pick<Workspace, "config" | "stateFolder"> {
  readonly mode: Pick<RunMode, "kind">;
}

/**
 * Says which states this machine last saw elsewhere than the config says: for commands that do not need the state. Nobody is asked, so
 * the state may have been moved by someone else since.
 */
export function elsewhereNotes(place: RememberedStates, stacks: readonly StackEntry[]): string[] {
  if (place.mode.kind === "offline") return [];
  const lines = stacks.flatMap((entry) => {
    const [known, wanted] = [lastPlace(place, entry.name), wantedPlace(place, entry)];
    if (!known || isSamePlace(known, wanted)) return [];
    const [was, is] = [known, wanted].map((state) => placeText(place, entry.name, state));
    return [`  ${entry.name}: this machine last saw its state in ${was}, and the config says ${is}`];
  });
  return lines.length === 0
    ? []
    : ["plan will look for states elsewhere:", ...lines, `  fix: ${moveAdvice(place)}`];
}
