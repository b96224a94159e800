import { loadConfig } from "../../../config/open-config";
import { ProblemsError } from "../../../config/problems/problems";
import { signIn } from "../../../aws-clients/sign-in";
import { DiscoveryRefused } from "../../../organization/discovery-refused";
import { explainFailure } from "../../../organization/explain-failure";
import type { Snapshot } from "../../../organization/snapshot";
import { writeSnapshot } from "../../../organization/write-snapshot";
import { chosenOrganizations } from "../../chosen-organizations";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { sayNext } from "../../terminal/next-step";
import { findConfig, shownPath, type ConfigOptions } from "../../open-project";
import { runModeOf, type ModeOptions } from "../../run-mode";
import { hasApplied } from "../../state-notes";
import { discoveryText, type Discovery } from "./discovery-text";
import { readOrganization, type ReadingOptions } from "./read-organization";

/** Flags of `orgduty discover`. It asks for no confirmation, because it only reads AWS. */
export interface DiscoverOptions extends ConfigOptions, ReadingOptions, Pick<ModeOptions, "aws"> {
  /** Read only this partition's organization. @default every organization in the config */
  readonly partition?: string;
  /** Print what changed as one JSON document. @default false */
  readonly json?: boolean;
}

/** `orgduty discover`: reads each organization into the snapshot file that the config names. */
export async function run(options: DiscoverOptions, io: Io): Promise<number> {
  const path = findConfig(options, io);
  const config = loadConfig(path);
  const mode = runModeOf(options, path, io);
  const done: Discovery[] = [];
  let failed = 0;
  for (const organization of chosenOrganizations(config, options.partition)) {
    const endpoint = mode.kind === "local" ? { endpoint: mode.endpoint } : {};
    const enter = signIn({ organization, purpose: "plan", ...endpoint });
    try {
      const one = { config, organization, enter, isLocal: mode.kind === "local" };
      const { snapshot, discovery } = await readOrganization(one, options, io);
      // What changed is shown before it is written, so that what replaces a committed file was seen.
      if (!options.json) io.out(discoveryText(discovery, io));
      write(discovery.path, snapshot, io);
      done.push(discovery);
    } catch (error) {
      failed += 1;
      io.err(`${organization.partition}: ${explained(error)}`);
    }
  }
  if (options.json) io.out(JSON.stringify(done, null, 2));
  if (failed > 0) return EXIT.error;
  if (done.some(({ regions }) => regions?.isFirst) && !hasApplied(config, mode.kind)) {
    sayNext(
      io,
      withoutAws(options),
      "adopt",
      "writes the settings that exist into the config, so that its first plan lowers nothing",
    );
    return EXIT.fine;
  }
  sayNext(io, options, "doctor", "what would make plan or apply fail; commit the snapshot with the config");
  return EXIT.fine;
}

function write(path: string, snapshot: Snapshot, io: Io): void {
  try {
    writeSnapshot(path, snapshot);
  } catch (error) {
    if (error instanceof ProblemsError) throw error;
    throw new CommandError(
      `${shownPath(path, io)} cannot be written: ${(error as Error).message}`,
      "check that its folder exists, that you may write there, and that the disk has space",
    );
  }
}

/** A failure with its fix, for an operator. @throws AbortError, and what is no failure of AWS or of an operator */
export function explained(error: unknown): string {
  if (error instanceof DiscoveryRefused) return `${error.message}\n  fix: ${error.fix}`;
  if (!(error instanceof Error) || error.name === "AbortError") throw error;
  if (error instanceof ProblemsError || error instanceof CommandError) return error.message;
  const { message, fix } = explainFailure(error);
  return `${message}\n  fix: ${fix}`;
}

/** For a command that reads files only. */
function withoutAws({ aws: _, ...options }: DiscoverOptions): Omit<DiscoverOptions, "aws"> {
  return options;
}
