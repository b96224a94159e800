import { join } from "node:path";
import { cacheFolder } from "./cache-folder";
import { RELEASE, type TerraformRelease } from "./release";

/** The folder for a fetched release. */
export function releaseFolder(env: NodeJS.ProcessEnv, home: string, { version }: TerraformRelease): string {
  return join(cacheFolder(env, home), "terraform", version);
}

/** The program in that folder. */
export function programIn(folder: string): string {
  return join(folder, process.platform === "win32" ? "terraform.exe" : "terraform");
}

/** Where `orgduty terraform install` puts Terraform. It is on nobody's PATH, and may not be there. */
export function installedTerraform(env: NodeJS.ProcessEnv, home: string): string {
  return programIn(releaseFolder(env, home, RELEASE));
}
