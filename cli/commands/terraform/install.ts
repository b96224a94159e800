import { homedir } from "node:os";
import { findTerraform, locate, type Terraform } from "../../../terraform/engine/find-terraform";
import { installTerraform } from "../../../terraform/install/install-terraform";
import { releaseFolder } from "../../../terraform/install/installed";
import { RELEASE, RELEASES_ADDRESS, type TerraformRelease } from "../../../terraform/install/release";
import { addressText } from "../../../terraform/install/request";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { agentThrough } from "./agent-through";

/** What `orgduty terraform install` takes. */
export interface TerraformInstallOptions {
  /** Where releases come from. @default ORGDUTY_TERRAFORM_MIRROR, else releases.hashicorp.com */
  readonly mirror?: string;
  /** Prints one JSON document. @default a line of text */
  readonly json?: boolean;
}

/**
 * `orgduty terraform install`: fetches the pinned Terraform into the cache folder. A Terraform or OpenTofu that is on
 * the machine and fits is preferred: then nothing is fetched.
 * @param release @default the pinned one; tests have their own
 */
export async function run(
  options: TerraformInstallOptions,
  io: Io,
  release: TerraformRelease = RELEASE,
): Promise<number> {
  const { json = false } = options;
  const present = await findTerraform(io.env).catch((error: Error) => error);
  if (!(present instanceof Error)) return report(present, false, json, io);
  if (io.env.TERRAFORM_BINARY_NAME) throw present;
  const address = options.mirror ?? (io.env.ORGDUTY_TERRAFORM_MIRROR || RELEASES_ADDRESS);
  io.err(`${present.message.split("\n")[0]}; fetching Terraform ${release.version} from ${shown(address)}`);
  const folder = releaseFolder(io.env, io.env.HOME || homedir(), release);
  const command = await installTerraform({
    ...{ address, folder, release, env: io.env },
    connection: { signal: io.signal, agentFor: agentThrough(io.env) },
    tell: (text) => io.err(text),
    onBytes: (bytes, of) => io.progress(`${megabytes(bytes)}${of ? ` of ${megabytes(of)}` : ""}`),
  });
  return report({ command, version: release.version, engine: "Terraform" }, true, json, io);
}

function report(terraform: Terraform, fetched: boolean, json: boolean, io: Io): number {
  const { version, engine = "Terraform" } = terraform;
  const command = locate(terraform.command, io.env);
  const said = fetched ? "is there for orgduty alone" : "fits, nothing is fetched";
  io.out(
    json ? JSON.stringify({ engine, version, command, fetched }) : `${engine} ${version} ${said}: ${command}`,
  );
  return EXIT.fine;
}

function shown(address: string): string {
  if (/^https?:\/\//.test(address) && URL.canParse(address)) return addressText(new URL(address));
  throw new CommandError(
    `the mirror of Terraform's releases is no address: ${address}`,
    `e.g. ORGDUTY_TERRAFORM_MIRROR=https://mirror.example.com/hashicorp, so that ${RELEASE.version} is in terraform/${RELEASE.version}/ there`,
  );
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
