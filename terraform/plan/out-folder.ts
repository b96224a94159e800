import { existsSync, readdirSync } from "node:fs";
import { findManifest } from "../../plans-folder/manifest";
import { OperatorError } from "../../config/problems/operator-error";

/**
 * Refuses to replace a folder that holds live plans of another config or part, or anything that is not plans. `configPath` is
 * written as in a manifest.
 * @throws OperatorError
 */
export function refuseOutFolder(outFolder: string, configPath: string, part?: "bootstrap"): void {
  if (!existsSync(outFolder) || readdirSync(outFolder).length === 0) return;
  const manifest = findManifest(outFolder);
  if (!manifest) {
    throw new OperatorError(
      `${outFolder} holds something other than plans, which planning would replace`,
      "name another folder with --out",
    );
  }
  const isOther = manifest.stacks.some(({ kind }) => (kind === "bootstrap") !== (part === "bootstrap"));
  if (manifest.mode === "live" && isOther)
    throw new OperatorError(
      `${outFolder} holds live plans of ${part === "bootstrap" ? "GuardDuty's stacks" : "the bootstrap stacks"}`,
      "plan into another folder with --out, or delete these plans first",
    );
  if (manifest.mode === "live" && manifest.config.path !== configPath) {
    throw new OperatorError(
      `${outFolder} holds live plans of ${manifest.config.path}`,
      "plan into another folder with --out, or delete these plans first",
    );
  }
}
