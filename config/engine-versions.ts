/** A program that plans and applies stacks. */
export type Engine = "Terraform" | "OpenTofu";

type Version = readonly [major: number, minor: number];

/**
 * The versions that work. Ephemeral variables, which carry role ARNs to providers (docs/decisions/0004), came with
 * Terraform 1.10 and OpenTofu 1.11. Of a next major version nothing is known.
 * Sources: https://github.com/hashicorp/terraform/blob/v1.10/CHANGELOG.md and
 * https://opentofu.org/docs/v1.11/intro/whats-new/
 */
const FROM: Readonly<Record<Engine, Version>> = { Terraform: [1, 10], OpenTofu: [1, 11] };
const BELOW: Version = [2, 0];

/** The least version of an engine, e.g. `1.10`. */
export function leastVersion(engine: Engine): string {
  return FROM[engine].join(".");
}

/** The first version that is too new. */
export const TOO_NEW = BELOW.join(".");

/** What is wrong with a version of an engine. Undefined if it works. */
export function versionProblem(engine: Engine, version: string): "too old" | "too new" | undefined {
  const [major = NaN, minor = NaN] = version.split(".").map((part) => Number.parseInt(part, 10));
  const compared = ([ours, theirs]: Version) => major - ours || minor - theirs;
  if (!(compared(FROM[engine]) >= 0)) return "too old";
  return compared(BELOW) < 0 ? undefined : "too new";
}
