import { accessSync, constants } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { leastVersion, TOO_NEW, versionProblem, type Engine } from "../../config/engine-versions";
import { OperatorError } from "../../config/problems/operator-error";
import { installedTerraform } from "../install/installed";
import { RELEASE } from "../install/release";
import { runProcess, type RunProcess } from "../process/run-process";
import { engineOf, type FoundEngine } from "../install/engine-of";

/** The Terraform or OpenTofu that runs every stack. */
export interface Terraform {
  /** The program to start. */
  readonly command: string;
  readonly version: string;
  /** @default "Terraform" */
  readonly engine?: Engine;
}

/**
 * Finds Terraform: TERRAFORM_BINARY_NAME, which cdktf reads as well, else `terraform`, else `tofu`, else the one that
 * orgduty fetched. One whose version does not fit is passed over, unless it is named.
 * @throws OperatorError that names what was found and where, and says what to do
 */
export async function findTerraform(
  env: NodeJS.ProcessEnv,
  run: RunProcess = runProcess,
): Promise<Terraform> {
  const candidates = candidatesIn(env);
  const unfit: string[] = [];
  for (const command of candidates) {
    const found = await engineOf(command, env, run);
    if (found === undefined) continue;
    const problem =
      "problem" in found
        ? `${locate(command, env)} does not say which Terraform it is: ${found.problem}`
        : unfitness(command, found, env);
    if (problem !== undefined) unfit.push(problem);
    else if ("engine" in found) return { command, ...found };
  }
  if (unfit.length > 0) throw new OperatorError(unfit.join("\n"), fix(env));
  const tried = candidates.slice(0, env.TERRAFORM_BINARY_NAME ? 1 : 2).join(", ");
  throw new OperatorError(`Terraform not found: tried ${tried}`, fix(env));
}

function candidatesIn(env: NodeJS.ProcessEnv): string[] {
  const named = env.TERRAFORM_BINARY_NAME;
  if (named) return [/[/\\]/.test(named) ? resolve(named) : named];
  return ["terraform", "tofu", installedTerraform(env, env.HOME || homedir())];
}

function unfitness(
  command: string,
  { engine, version }: FoundEngine,
  env: NodeJS.ProcessEnv,
): string | undefined {
  const problem = versionProblem(engine, version);
  if (problem === undefined) return undefined;
  const range = `${engine} ${leastVersion(engine)} to below ${TOO_NEW} works`;
  return `${engine} ${version} is ${problem}: ${locate(command, env)}; ${range}`;
}

/** The path of a command that is on the PATH. */
export function locate(command: string, env: NodeJS.ProcessEnv): string {
  if (/[/\\]/.test(command)) return command;
  const places = (env.PATH ?? "").split(delimiter).map((folder) => join(folder, command));
  return places.find(isExecutable) ?? command;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function fix({ TERRAFORM_BINARY_NAME: named }: NodeJS.ProcessEnv): string {
  const fetched = `\`./orgduty terraform install\` fetches Terraform ${RELEASE.version} for orgduty alone`;
  if (named) return `correct TERRAFORM_BINARY_NAME (${named}), or unset it; ${fetched}`;
  return `${fetched}; or install Terraform ${leastVersion("Terraform")} or later (https://developer.hashicorp.com/terraform/install; on macOS \`brew install hashicorp/tap/terraform\`), or set TERRAFORM_BINARY_NAME to its path`;
}
