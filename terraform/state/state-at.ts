import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { State } from "../../config/config";
import type { StackEntry } from "../../config/stack-list";
import { sha256 } from "../../plans-folder/hashing";
import { initialize } from "../engine/init";
import { lockedConstraints } from "../engine/lock-file";
import { StackError, terraform, type StackRun } from "../engine/stack-run";
import { stateBackend } from "../engine/state-backend";
import { stackRun, type Workspace } from "../engine/workspace";

/** The content of a state that tells one from another. */
export interface StateContent {
  /** Terraform's own bytes, as `terraform state pull` gives them. */
  readonly text: string;
  readonly lineage: string;
  readonly serial: number;
  /** How many resources it holds, data sources not counted. */
  readonly resources: number;
}

/**
 * One stack's state at one place. Terraform reads and writes it, in a folder that holds nothing but the backend, so a
 * stack that has left the config can be read as well.
 */
export class StateAt {
  readonly #run: StackRun;
  /** The state's file. Undefined if it is in a bucket. */
  readonly #file: string | undefined;

  constructor(workspace: Workspace, entry: StackEntry, state: State) {
    const { config, mode, stateFolder, workFolder } = workspace;
    const place = state === "local" ? "local" : sha256(JSON.stringify(state)).slice(0, 12);
    const folder = join(workFolder, "states", place, entry.name);
    mkdirSync(folder, { recursive: true });
    const localFile = join(stateFolder, `${entry.name}.tfstate`);
    const backend = stateBackend(state, { name: config.name, stack: entry.name, localFile, folder, mode });
    const version = lockedConstraints(workspace.lockFile);
    // A provider that the lock file does not have would be put into it, and then be too much for the stacks.
    const providers = version === undefined ? {} : { aws: { source: "hashicorp/aws", version } };
    const content = { terraform: { backend, required_providers: providers } };
    writeFileSync(join(folder, "cdk.tf.json"), `${JSON.stringify(content, null, 2)}\n`);
    this.#file = state === "local" ? localFile : undefined;
    this.#run = { ...stackRun(workspace, entry, "apply"), folder };
  }

  /**
   * Reads the state. Undefined if there is none.
   * @throws StackError with Terraform's diagnostics
   */
  async read(): Promise<StateContent | undefined> {
    await initialize(this.#run);
    const text = await terraform(this.#run, "state", ["pull"]);
    const content = text.trim() === "" ? undefined : contentOf(text);
    // Terraform prints a state without lineage where a bucket has none.
    return content?.lineage === "" ? undefined : content;
  }

  /**
   * Refuses if somebody has locked the state. A state that may not be locked by this person counts as unlocked: it may still be read.
   * @throws StackError that says who has locked it
   */
  async refuseLocked(): Promise<void> {
    if (this.#file !== undefined && !existsSync(this.#file)) return; // Locking would create it.
    await initialize(this.#run);
    // It takes the lock, finds nothing to do, and gives the lock back.
    const nothing = ["-allow-missing", "-no-color", "terraform_data.none"];
    await terraform(this.#run, "untaint", nothing, true).catch((error: unknown) => {
      if (!(error instanceof StackError) || error.diagnostics.includes("Lock Info:")) throw error;
    });
  }

  /**
   * Removes the lock with this id, whoever has it.
   * @throws StackError if there is none, or another one
   */
  async unlock(id: string): Promise<void> {
    await initialize(this.#run);
    await terraform(this.#run, "force-unlock", ["-force", "-no-color", id], true);
  }

  /**
   * Writes a state. Terraform refuses if another lineage or a newer state is there, unless it is forced. It is never
   * killed meanwhile.
   * @throws StackError with Terraform's diagnostics
   */
  async write({ text }: StateContent, force = false): Promise<void> {
    await initialize(this.#run);
    const file = join(this.#run.folder, "incoming.json");
    try {
      writeFileSync(file, text, { mode: 0o600 });
      await terraform(
        this.#run,
        "state",
        ["push", "-lock-timeout=2m", ...(force ? ["-force"] : []), file],
        true,
      );
    } finally {
      rmSync(file, { force: true });
    }
  }
}

/** Reads what `terraform state pull` printed. */
export function contentOf(text: string): StateContent {
  const state = JSON.parse(text) as {
    readonly lineage: string;
    readonly serial: number;
    readonly resources?: readonly { readonly mode: string }[];
  };
  const resources = (state.resources ?? []).filter(({ mode }) => mode === "managed").length;
  return { text, lineage: state.lineage, serial: state.serial, resources };
}
