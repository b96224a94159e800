import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A provider configuration in a synthesized stack. */
export interface ProviderConfiguration {
  readonly alias?: string;
  readonly assume_role?: unknown;
  readonly profile?: unknown;
  readonly allowed_account_ids?: unknown;
}

/** The parts of a synthesized stack's cdk.tf.json that the runner reads. */
export interface SynthesizedStack {
  readonly provider?: { readonly aws?: readonly ProviderConfiguration[] };
  readonly terraform?: {
    readonly backend?: Readonly<Record<string, unknown>>;
    readonly required_providers?: unknown;
  };
  readonly locals?: Readonly<Record<string, unknown>>;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

/** The folder in which `cdktf` and the runner keep a stack. */
export function stackFolderOf(workFolder: string, stack: string): string {
  return join(workFolder, "stacks", stack);
}

/** The beginning of the locals that hold what import blocks take over (modules/adoption). */
const EXISTING = "existing_";

/**
 * What an override has to say so that nothing is imported: an import reads from AWS, also where nothing else does. Empty
 * if the stack imports nothing.
 */
export function withoutImports({ locals = {} }: SynthesizedStack): {
  readonly locals?: Readonly<Record<string, object>>;
} {
  const names = Object.keys(locals).filter((name) => name.startsWith(EXISTING));
  return names.length === 0 ? {} : { locals: Object.fromEntries(names.map((name) => [name, {}])) };
}

/** Reads a stack as Terraform will read it. */
export function readSynthesizedStack(stackFolder: string): SynthesizedStack {
  return JSON.parse(readFileSync(join(stackFolder, "cdk.tf.json"), "utf8")) as SynthesizedStack;
}
