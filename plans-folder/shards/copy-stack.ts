import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../hashing";
import { PLAN_FILE, PLAN_JSON_FILE, type StackPlan } from "../manifest";
import type { NamedFolder } from "./shard-folder";

/**
 * Copies a stack's two plan files from a shard into a folder. Returns which of them are missing or altered: those are
 * not copied. An artefact's archive may have lost the mode that keeps others from reading plan.tfplan.
 */
export function copyStack(
  { path, shown }: NamedFolder,
  { name, planSha256, planJsonSha256 }: StackPlan,
  into: string,
): string[] {
  mkdirSync(join(into, name), { recursive: true });
  const copy = (file: string, recorded: string, mode: number): string[] => {
    const from = join(path, name, file);
    const told = join(shown, name, file);
    if (!existsSync(from)) return [`${told}: is missing`];
    const bytes = readFileSync(from);
    if (sha256(bytes) !== recorded) return [`${told}: is not what the manifest recorded`];
    writeFileSync(join(into, name, file), bytes, { mode });
    return [];
  };
  return [...copy(PLAN_FILE, planSha256, 0o600), ...copy(PLAN_JSON_FILE, planJsonSha256, 0o644)];
}
