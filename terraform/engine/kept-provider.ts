import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { keepProgram, type KeptProgram } from "../process/kept-program";
import { REGISTRY } from "./init";
import type { StackRun } from "./stack-run";

/** What the provider prints when it was started with `-debug`, and is ready. */
const READY = /TF_REATTACH_PROVIDERS='([^']+)'/;

/** What of the environment a provider needs that is only asked for its schema: nobody's credentials. */
const PASSED_ON = ["PATH", "HOME", "TMPDIR", "GOGC"];

/**
 * One process of the AWS provider for every `terraform show -json` of a run: each would start it and wait for its schema, which
 * is most of what show costs. Only for show, which asks for the schema and configures nothing: one process has one
 * configuration, and a plan or an apply has several.
 * Source: https://developer.hashicorp.com/terraform/plugin/debugging#debugger-based-debugging
 */
export class KeptProvider {
  #program: KeptProgram | undefined;

  /** The variable with which Terraform finds it, once it is up. Empty if it does not come up: show starts its own. */
  async environment(run: StackRun): Promise<NodeJS.ProcessEnv> {
    this.#program ??= start(run);
    const found = await this.#program?.said;
    return found ? { TF_REATTACH_PROVIDERS: found[1] } : {};
  }

  /** Ends it, and waits until it is gone. */
  async end(): Promise<void> {
    await this.#program?.end();
  }
}

/** Starts the provider that init has put into a stack's folder. OpenTofu asks for another registry's than it says it is. */
function start({ binary, folder, env }: StackRun): KeptProgram | undefined {
  const command = binary.engine === "OpenTofu" ? undefined : providerIn(folder);
  if (command === undefined) return undefined;
  const passedOn = PASSED_ON.map((name) => [name, env[name]] as const).filter(
    ([, value]) => value !== undefined,
  );
  return keepProgram({
    ...{ command, argument: "-debug", cwd: folder, env: Object.fromEntries(passedOn), says: READY },
  });
}

function providerIn(folder: string): string | undefined {
  const at = join(folder, ".terraform", "providers", REGISTRY.Terraform, "hashicorp", "aws");
  if (!existsSync(at)) return undefined;
  const found = readdirSync(at).flatMap((version) =>
    readdirSync(join(at, version)).flatMap((platform) =>
      readdirSync(join(at, version, platform))
        .filter((name) => name.startsWith("terraform-provider-aws"))
        .map((name) => join(at, version, platform, name)),
    ),
  );
  // One version alone can be meant.
  return found.length === 1 ? found[0] : undefined;
}
