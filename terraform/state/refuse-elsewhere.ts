import type { OrgdutyConfig, State } from "../../config/config";
import { OperatorError } from "../../config/problems/operator-error";
import type { StackEntry } from "../../config/stack-list";
import { localStates } from "../../plans-folder/local-states";
import { StackError } from "../engine/stack-run";
import type { RunMode } from "../engine/run-mode";
import type { Workspace } from "../engine/workspace";
import { StateAt } from "./state-at";
import { placeText } from "./state-location";
import { isSamePlace, StatePlaces } from "./state-places";
import { whereabouts, type AtPlace } from "./whereabouts";

/**
 * Refuses to work on stacks whose state is elsewhere than the config says: Terraform would take an empty state for the
 * truth, and create everything again. Nothing is asked of Terraform unless the config and the record of this machine
 * differ.
 * @throws OperatorError naming each stack, where its state is, and the command that moves it
 */
export async function refuseElsewhere(workspace: Workspace, stacks: readonly StackEntry[]): Promise<void> {
  if (workspace.mode.kind === "offline") return;
  const [lines, doubles]: [string[], string[]] = [[], []];
  for (const entry of stacks) {
    const wanted = wantedPlace(workspace, entry);
    const known = lastPlace(workspace, entry.name);
    if (!known || isSamePlace(known, wanted)) continue;
    const found = whereabouts(await at(workspace, entry, known), await at(workspace, entry, wanted));
    // Someone else may have moved it: then the record of this machine is old.
    if (found === "as the config says")
      new StatePlaces(workspace.stateFolder).set(entry.name, { at: wanted });
    const [was, is] = [known, wanted].map((state) => placeText(workspace, entry.name, state));
    if (found === "both") doubles.push(`  ${entry.name}: ${was} and ${is}`);
    if (found === "as last seen")
      lines.push(`  ${entry.name}: its state is in ${was}, and the config says ${is}`);
  }
  if (doubles.length > 0)
    throw new OperatorError(
      ["two states hold resources, and neither is a copy of the other", ...doubles].join("\n"),
      "see what each holds (terraform state list, terraform state pull), and delete the one that does not have what was applied; nothing in AWS changes by that",
    );
  if (lines.length === 0) return;
  const count = lines.length === 1 ? "a stack's state is" : `${lines.length} stacks' states are`;
  throw new OperatorError(
    [`${count} elsewhere than the config says`, ...lines].join("\n"),
    moveAdvice(workspace),
  );
}

/** What a person does about a state that is elsewhere than the config says. */
export function moveAdvice({
  mode,
  config,
}: {
  readonly mode: Pick<RunMode, "kind">;
  readonly config?: Pick<OrgdutyConfig, "part">;
}): string {
  const part = config?.part === "bootstrap" ? " --bootstrap" : "";
  const flag = `${part}${mode.kind === "local" ? " --aws local" : ""}`;
  return `move what is there: ./orgduty state move${flag}; or put "state" back as it was`;
}

/** Where the config says that a stack's state is. */
export function wantedPlace({ config }: Pick<Workspace, "config">, { partition }: StackEntry): State {
  return config.organizations[partition]?.state ?? "local";
}

/** Where this machine last saw a stack's state: in its record, else in a local file that holds resources. */
export function lastPlace({ stateFolder }: Pick<Workspace, "stateFolder">, stack: string): State | undefined {
  const known = new StatePlaces(stateFolder).of(stack)?.at;
  const isLocal = localStates(stateFolder).includes(stack);
  if (known === undefined || known === "local") return isLocal ? "local" : undefined;
  return known;
}

/** Each place that has a stack's state, or an older copy of it, as far as the config and this machine know. */
export function statePlacesOf(workspace: Workspace, entry: StackEntry): State[] {
  const known = new StatePlaces(workspace.stateFolder).of(entry.name);
  const all = [wantedPlace(workspace, entry), lastPlace(workspace, entry.name), known?.copiedFrom];
  const places: State[] = [];
  for (const place of all) if (place && !places.some((one) => isSamePlace(one, place))) places.push(place);
  return places;
}

/** A bucket may not exist yet, or refuse this person. */
async function at(workspace: Workspace, entry: StackEntry, state: State): Promise<AtPlace> {
  try {
    return await new StateAt(workspace, entry, state).read();
  } catch (error) {
    if (error instanceof StackError) return "unreadable";
    throw error;
  }
}
