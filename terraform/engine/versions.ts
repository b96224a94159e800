import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "../../config/engine-versions";

/** The versions that a plan was made with. */
export interface Versions {
  readonly terraform: string;
  /** What the version above is of. @default "Terraform" */
  readonly engine?: Engine;
  readonly provider: string;
  readonly bindings: string;
  readonly cdktf: string;
}

/** The versions of packages installed in the checkout, by package name. */
export function packageVersion(projectFolder: string, name: string): string {
  return versionIn(join(projectFolder, "node_modules", name, "package.json"));
}

/** orgduty's own version. */
export function orgdutyVersion(projectFolder: string): string {
  return versionIn(join(projectFolder, "package.json"));
}

function versionIn(file: string): string {
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
