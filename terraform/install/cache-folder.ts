import { join, resolve } from "node:path";

/** The folder for what orgduty fetches and can fetch again: providers, and Terraform itself. */
export function cacheFolder(env: NodeJS.ProcessEnv, home: string): string {
  return resolve(env.XDG_CACHE_HOME || join(home, ".cache"), "orgduty");
}
