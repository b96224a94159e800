import { join, resolve } from "node:path";
import { App } from "cdktf";
import { resolveConfigPath } from "./config/config-path";
import { ProblemsError } from "./config/problems/problems";
import { withRegions } from "./config/stack-list";
import { stateFolderOf } from "./config/state-folder";
import { buildForwarderBundle, FORWARDER_HANDLER } from "./lambda-src/bundle";
import type { ForwarderCode } from "./modules/finding-forwarder/finding-forwarder";
import { loadProject } from "./organization/load-project";
import { buildStacks } from "./stacks/build-stacks";

/** The name of the zip in the output folder, beside stacks/. */
const FORWARDER_ZIP = "assets/finding-forwarder.zip";

/** The app that cdktf runs: it reads the config and synthesizes its stacks. */
function main(): void {
  const { path, isExample } = resolveConfigPath();
  if (isExample) console.error(`orgduty: no orgduty.yaml here, using the example organization ${path}`);
  const { config: written, snapshots } = loadProject(path);
  // Set by `orgduty destroy` only: regions that have left the config, and are taken down.
  const config = withRegions(written, (process.env.ORGDUTY_ALSO_REGIONS ?? "").split(","));
  const outputFolder = resolve(process.env.CDKTF_OUTDIR ?? "cdktf.out");
  const stateFolder = resolve(process.env.ORGDUTY_STATE_FOLDER ?? stateFolderOf(config));
  const app = new App({
    outdir: outputFolder,
    context: { excludeStackIdFromLogicalIds: true, allowSepCharsInLogicalIds: true },
  });
  buildStacks(app, {
    config,
    snapshots,
    forwarderCode: buildForwarder(outputFolder),
    outputFolder,
    stateFolder,
  });
  app.synth();
}

/** Builds the forwarder's zip once. Stacks name it by a relative path, so that they are the same in every checkout. */
function buildForwarder(outputFolder: string): ForwarderCode {
  const { sha256Base64 } = buildForwarderBundle(join(outputFolder, FORWARDER_ZIP));
  return { path: `../../${FORWARDER_ZIP}`, sha256Base64, handler: FORWARDER_HANDLER };
}

/**
 * cdktf captures the whole stack for every token, which nothing reads and which takes a fifth of synth. Errors keep
 * their own traces.
 */
function withoutTraces(work: () => void): void {
  const { captureStackTrace } = Error;
  Error.captureStackTrace = () => undefined;
  try {
    work();
  } finally {
    Error.captureStackTrace = captureStackTrace;
  }
}

try {
  withoutTraces(main);
} catch (error) {
  console.error(error instanceof ProblemsError ? error.message : error);
  process.exitCode = 1;
}
