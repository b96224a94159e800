import { resolve } from "node:path";
import { OperatorError } from "../../config/problems/operator-error";
import { runProcess, type RunProcess } from "../process/run-process";

/** The Terraform or OpenTofu that runs every stack. */
export interface Terraform {
  /** The program to start. */
  readonly command: string;
  readonly version: string;
}

/**
 * The oldest usable versions. Ephemeral variables, which carry role ARNs to providers, came with Terraform 1.10 and
 * OpenTofu 1.11.
 */
const OLDEST = { terraform: [1, 10], tofu: [1, 11] } as const;
/** Which of the two a program is: both write the same versions, and the name tells them apart. */
export function engineOf({ command }: Pick<Terraform, "command">): keyof typeof OLDEST {
  return /tofu[^/\\]*$/.test(command) ? "tofu" : "terraform";
}

const INSTALL =
  "install Terraform 1.10 or later (https://developer.hashicorp.com/terraform/install; on macOS `brew install hashicorp/tap/terraform`), or set TERRAFORM_BINARY_NAME to its path";

/**
 * Finds Terraform: TERRAFORM_BINARY_NAME, which cdktf reads as well, else `terraform`, else `tofu`.
 * @throws OperatorError that says what to install, if there is none or it is too old
 */
export async function findTerraform(
  env: NodeJS.ProcessEnv,
  run: RunProcess = runProcess,
): Promise<Terraform> {
  const named = env.TERRAFORM_BINARY_NAME;
  const candidates = named ? [/[/\\]/.test(named) ? resolve(named) : named] : ["terraform", "tofu"];
  for (const command of candidates) {
    const version = await versionOf(command, env, run);
    if (version === undefined) continue;
    if (isTooOld(command, version)) {
      throw new OperatorError(`${command} ${version} is too old: it has no ephemeral variables`, INSTALL);
    }
    return { command, version };
  }
  throw new OperatorError(`Terraform not found: tried ${candidates.join(", ")}`, INSTALL);
}

async function versionOf(
  command: string,
  env: NodeJS.ProcessEnv,
  run: RunProcess,
): Promise<string | undefined> {
  try {
    const { stdout } = await run({
      command,
      args: ["version", "-json"],
      cwd: process.cwd(),
      env: { ...env, CHECKPOINT_DISABLE: "1" },
    });
    const { terraform_version: version } = JSON.parse(stdout) as { terraform_version?: unknown };
    return typeof version === "string" ? version : undefined;
  } catch {
    return undefined;
  }
}

function isTooOld(command: string, version: string): boolean {
  const [oldestMajor, oldestMinor] = OLDEST[engineOf({ command })];
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}
