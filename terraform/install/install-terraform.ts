import { createHash } from "node:crypto";
import { createReadStream, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { leastVersion } from "../../config/engine-versions";
import { OperatorError } from "../../config/problems/operator-error";
import { engineOf } from "./engine-of";
import { runProcess, type RunProcess } from "../process/run-process";
import { withLockedFolder } from "../state/work-folder-lock";
import { checkRelease } from "./check-release";
import { download, type Download } from "./download";
import { programIn } from "./installed";
import { terraformPlatform } from "./platform";
import { RELEASE, releaseFiles, type TerraformRelease } from "./release";
import type { Connection } from "./request";
import { unpackProgram } from "./unpack";

/** What to fetch, from where, and who is told. */
export interface InstallProps {
  /** The address that holds `terraform/VERSION/`. */
  readonly address: string;
  /** The folder for the program. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly connection: Connection;
  /** Receives lines for a person. */
  readonly tell: (text: string) => void;
  /** Receives the bytes that are there, and how many there will be. @default nobody */
  readonly onBytes?: Download["onBytes"];
  /** @default the release that orgduty pins */
  readonly release?: TerraformRelease;
  /** @default this machine's */
  readonly platform?: string;
  /** Starts a process. @default a real one */
  readonly run?: RunProcess;
}

/**
 * Fetches a release of Terraform, and returns the program's path. What came of a download that broke off is continued;
 * what has another checksum is deleted. The program appears under its name only when everything is checked.
 * @throws OperatorError
 */
export async function installTerraform(props: InstallProps): Promise<string> {
  const { folder, connection, tell } = props;
  const program = programIn(folder);
  const waiting = { tell, ...(connection.signal ? { signal: connection.signal } : {}) };
  await withLockedFolder(
    folder,
    async (signal) => {
      if (!existsSync(program)) await install({ ...props, connection: { ...connection, signal } }, program);
    },
    waiting,
  );
  return program;
}

async function install(props: InstallProps, program: string): Promise<void> {
  const { address, folder, env, connection, tell, onBytes } = props;
  const { release = RELEASE, platform = terraformPlatform(), run = runProcess } = props;
  const sha256 = release.sha256[platform];
  if (sha256 === undefined) throw unknownPlatform(release, platform);
  const files = releaseFiles(release, platform);
  const at = (name: string) => new URL(`${address.replace(/\/+$/, "")}/${files.folder}/${name}`);
  const zip = join(folder, files.zip);
  const what: Download = { url: at(files.zip), file: zip, ...(onBytes ? { onBytes } : {}) };
  const continued = await download(what, connection);
  if (continued && (await sha256Of(zip)) !== sha256) {
    // The rest was of another file than the beginning.
    rmSync(zip);
    await download(what, connection);
  }
  await refuseOther(zip, sha256, what.url);
  tell(await checkRelease({ release, sha256, files, at, connection, env, run }));
  await unpackProgram(zip, program, (command) => refuseUnusable(command, release, run, env));
  rmSync(zip);
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

async function refuseOther(zip: string, wanted: string, url: URL): Promise<void> {
  const found = await sha256Of(zip);
  if (found === wanted) return;
  rmSync(zip);
  throw new OperatorError(
    `${url.host} gives another ${url.pathname.split("/").pop()} than HashiCorp released: its SHA-256 is ${found}, and should be ${wanted}`,
    "do not use it: ask who runs that server, or fetch it from another (ORGDUTY_TERRAFORM_MIRROR)",
  );
}

async function refuseUnusable(
  command: string,
  { version }: TerraformRelease,
  run: RunProcess,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const found = await engineOf(command, env, run);
  const says = found && "version" in found ? found.version : undefined;
  if (says === version) return;
  throw new OperatorError(
    `the Terraform ${version} that was fetched does not run here: ${says === undefined ? "it does not start" : `it says that it is ${says}`}`,
    byHand(),
  );
}

function unknownPlatform({ version, sha256 }: TerraformRelease, platform: string): OperatorError {
  const known = Object.keys(sha256).join(", ");
  return new OperatorError(
    `no checksum of Terraform ${version} for ${platform} is known here, only for ${known}`,
    byHand(),
  );
}

function byHand(): string {
  return `install Terraform ${leastVersion("Terraform")} or later by hand (https://developer.hashicorp.com/terraform/install), and name it in TERRAFORM_BINARY_NAME if it is not on the PATH`;
}
