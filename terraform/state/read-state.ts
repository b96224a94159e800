import { terraform, type StackRun } from "../engine/stack-run";

/** A resource of a state, as far as the runner looks. */
interface StateResource {
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly instances: readonly { readonly attributes?: Readonly<Record<string, unknown>> }[];
}

/** What Terraform's state of one stack holds. */
export class HeldState {
  constructor(private readonly resources: readonly StateResource[]) {}

  /** Ids of the resources of a type. */
  idsOf(type: string): string[] {
    return this.resources
      .filter((resource) => resource.mode === "managed" && resource.type === type)
      .flatMap(({ instances }) => instances.map(({ attributes }) => String(attributes?.id)));
  }
}

/**
 * Reads an initialized stack's state from wherever it is kept: in a third of a second, as no provider is loaded for it.
 * @throws StackError with Terraform's diagnostics
 */
export async function readState(run: StackRun): Promise<HeldState> {
  const text = await terraform(run, "state", ["pull"]);
  if (text.trim() === "") return new HeldState([]); // There is none yet.
  return new HeldState((JSON.parse(text) as { resources?: StateResource[] }).resources ?? []);
}
