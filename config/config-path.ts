import { existsSync } from "node:fs";
import { resolve } from "node:path";

/** Which config a run reads, and whether it is only the example. If it is, a command says so on stderr. */
export interface ConfigPath {
  /** Absolute. */
  readonly path: string;
  readonly isExample: boolean;
}

/**
 * The config that a fresh clone works with. The repository's root is one level above this file, in the source and in
 * the bundle.
 */
const EXAMPLE = resolve(__dirname, "..", "examples/acme/orgduty.yaml");

/**
 * The config to read: the given path, else $ORGDUTY_CONFIG, else ./orgduty.yaml, else the example. A path that was
 * named is returned even if it does not exist, so that the loader can name it in its error.
 */
export function resolveConfigPath(
  explicit?: string,
  env: NodeJS.ProcessEnv = process.env,
  cwd: string = process.cwd(),
): ConfigPath {
  const named = explicit ?? (env["ORGDUTY_CONFIG"] || undefined);
  if (named !== undefined) return { path: resolve(cwd, named), isExample: false };
  const own = resolve(cwd, "orgduty.yaml");
  if (existsSync(own)) return { path: own, isExample: false };
  return { path: EXAMPLE, isExample: true };
}
