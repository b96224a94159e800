import { terraform, type StackRun } from "../engine/stack-run";
import { readSynthesizedStack } from "../plan/synthesized-stack";
import { readState } from "../state/read-state";

/**
 * Keeps what an apply that was cut off left half-made, if it may hold findings or is part of the coverage: Terraform marks it
 * as tainted, and would replace it. Only the mark is removed. The next plan reads from AWS whether the thing is there, and
 * completes it in place.
 * @returns the addresses that were kept
 * @throws StackError if the state cannot be written
 */
export async function keepTainted(run: StackRun): Promise<string[]> {
  const { resource = {} } = readSynthesizedStack(run.folder);
  const isProtected = (type: string, name: string) => {
    const lifecycle = resource[type]?.[name]?.lifecycle as { prevent_destroy?: boolean } | undefined;
    return lifecycle?.prevent_destroy === true;
  };
  const tainted = (await readState(run)).tainted();
  const kept = tainted.filter(({ type, name }) => mayNotBeReplaced(type) || isProtected(type, name));
  for (const { address } of kept)
    await terraform(run, "untaint", ["-no-color", "-lock-timeout=1m", address], true);
  return kept.map(({ address }) => address);
}

/** Replacing a detector, a member or a delegation opens a gap in the coverage. */
export function mayNotBeReplaced(type: string): boolean {
  return type.startsWith("aws_guardduty_");
}
