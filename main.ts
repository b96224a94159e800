import { join, resolve } from "node:path";
import { App } from "cdktf";
import { resolveConfigPath } from "./config/config-path";
import { ProblemsError } from "./config/problems/problems";
import { bootstrapPart, NO_BOOTSTRAP } from "./config/bootstrap-part";
import { withRegions } from "./config/stack-list";
import { stateFolderOf } from "./config/state-folder";
import { bootstrapPolicies } from "./doctor/roles/bootstrap-policies";
import { readerPolicy } from "./doctor/roles/reader-policy";
import { buildForwarderBundle, FORWARDER_HANDLER } from "./lambda-src/bundle";
import type { ForwarderCode } from "./modules/finding-forwarder/finding-forwarder";
import { loadProject } from "./organization/load-project";
import { buildStacks, type BuildStacksProps } from "./stacks/build-stacks";
import { declaredResources, NO_CODE } from "./stacks/declared-resources";

/** The name of the zip in the output folder, beside stacks/. */
const FORWARDER_ZIP = "assets/finding-forwarder.zip";

/** The app that cdktf runs: it reads the config and synthesizes its stacks. */
function main(): void {
  const { path, isExample } = resolveConfigPath();
  if (isExample) console.error(`orgduty: no orgduty.yaml here, using the example organization ${path}`);
  const project = loadProject(path);
  // Set by `orgduty destroy` only: regions that have left the config, and are taken down.
  const config = withRegions(project.config, (process.env.ORGDUTY_ALSO_REGIONS ?? "").split(","));
  const outputFolder = resolve(process.env.CDKTF_OUTDIR ?? "cdktf.out");
  const stateFolder = resolve(process.env.ORGDUTY_STATE_FOLDER ?? stateFolderOf(config));
  const app = new App({
    outdir: outputFolder,
    context: { excludeStackIdFromLogicalIds: true, allowSepCharsInLogicalIds: true },
  });
  const folders = { outputFolder, stateFolder };
  const whole = { config, snapshots: project.snapshots, ...folders };
  // Set by commands on the bootstrap part.
  const isBootstrap = process.env.ORGDUTY_PART === "bootstrap";
  buildStacks(
    app,
    isBootstrap ? ofBootstrap(whole) : { ...whole, forwarderCode: buildForwarder(outputFolder) },
  );
  app.synth();
}

type WithoutCode = Omit<BuildStacksProps, "forwarderCode">;

/** The bootstrap part: the policies of its roles follow from what every other stack declares. */
function ofBootstrap(whole: WithoutCode): BuildStacksProps {
  const { config: written } = whole;
  const config = bootstrapPart(written);
  if (!config) throw new ProblemsError(written.path, [NO_BOOTSTRAP]);
  const resources = declaredResources(whole);
  return {
    ...whole,
    config,
    forwarderCode: NO_CODE,
    policiesOf(partition) {
      const organization = written.organizations[partition]!;
      const props = { config: written, organization, resources };
      return {
        of: (role) => bootstrapPolicies(props, role),
        reader: JSON.stringify(readerPolicy(written, organization)),
      };
    },
  };
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
