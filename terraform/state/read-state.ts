import { terraform, type StackRun } from "../engine/stack-run";

/** The parts of a resource in a state that the runner reads. */
interface StateResource {
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly instances: readonly { readonly attributes?: Readonly<Record<string, unknown>> }[];
}

/** The content of one stack's state. */
export class HeldState {
  constructor(private readonly resources: readonly StateResource[]) {}

  /** The ids of all resources of a type. */
  idsOf(type: string): string[] {
    return this.resources
      .filter((resource) => resource.mode === "managed" && resource.type === type)
      .flatMap(({ instances }) => instances.map(({ attributes }) => String(attributes?.id)));
  }
}

/**
 * Reads an initialized stack's state, wherever it is kept. It takes a third of a second, because no provider is loaded.
 * @throws StackError with Terraform's diagnostics
 */
export async function readState(run: StackRun): Promise<HeldState> {
  const text = await terraform(run, "state", ["pull"]);
  if (text.trim() === "") return new HeldState([]); // There is no state yet.
  return new HeldState((JSON.parse(text) as { resources?: StateResource[] }).resources ?? []);
}
