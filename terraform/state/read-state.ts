import { terraform, type StackRun } from "../engine/stack-run";

/** The parts of a resource in a state that the runner reads. */
interface StateResource {
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly instances: readonly {
    readonly attributes?: Readonly<Record<string, unknown>>;
    readonly index_key?: string | number;
    readonly status?: string;
  }[];
}

/** A resource in a state, by its address and the two parts of that. */
export interface HeldResource {
  readonly address: string;
  readonly type: string;
  readonly name: string;
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

  /** The addresses of all resources. */
  addresses(): string[] {
    return this.#held().map(({ address }) => address);
  }

  /** What Terraform could not finish creating, and would replace. */
  tainted(): HeldResource[] {
    return this.#held((instance) => instance.status === "tainted");
  }

  #held(isMeant: (instance: StateResource["instances"][number]) => boolean = () => true): HeldResource[] {
    return this.resources
      .filter(({ mode }) => mode === "managed")
      .flatMap(({ type, name, instances }) =>
        instances.filter(isMeant).map(({ index_key: key }) => ({
          ...{ type, name },
          address: `${type}.${name}${key === undefined ? "" : `[${JSON.stringify(key)}]`}`,
        })),
      );
  }
}

/**
 * Reads an initialized stack's state, wherever it is kept. It takes a third of a second, because no provider is loaded.
 * @throws StackError with Terraform's diagnostics
 */
export async function readState(run: StackRun): Promise<HeldState> {
  return parseState(await terraform(run, "state", ["pull"]));
}

/** Reads a state from its text. An empty text is no state yet. @throws SyntaxError if it is no JSON */
export function parseState(text: string): HeldState {
  if (text.trim() === "") return new HeldState([]);
  return new HeldState((JSON.parse(text) as { resources?: StateResource[] }).resources ?? []);
}
