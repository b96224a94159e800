import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { App } from "cdktf";
import { expectedResources, type ExpectedResource } from "../../intent/expected-stack";
import { loadProject, type Project } from "../../organization/load-project";
import { buildStacks, type BuildStacksProps } from "../../stacks/build-stacks";

/** A resource as Terraform's JSON has it. */
export type Resource = Readonly<Record<string, unknown>>;

/** A synthesized stack: Terraform's JSON, read back. */
export interface SynthesizedStack {
  readonly name: string;
  readonly text: string;
  readonly provider: { readonly aws: readonly Resource[] };
  readonly resource: Readonly<Record<string, Readonly<Record<string, Resource>>>>;
  readonly locals: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly variable: Readonly<Record<string, Resource>>;
  readonly output: Readonly<Record<string, Resource>>;
  readonly terraform: Readonly<Record<string, Resource>>;
}

/** Stands for the forwarder's zip, which main.ts builds. */
export const FORWARDER_CODE = {
  path: "../../assets/finding-forwarder.zip",
  sha256Base64: "c2hhMjU2",
  handler: "index.handler",
};

/** The example organization, as a fresh clone has it. */
export function acme(): Project {
  return loadProject(resolve(__dirname, "../../examples/acme/orgduty.yaml"));
}

/** Synthesizes every stack of a project as main.ts does, and reads them back. */
export function synthesize(
  project: Project,
  forwarderCode = FORWARDER_CODE,
  policiesOf?: BuildStacksProps["policiesOf"],
): SynthesizedStack[] {
  const outputFolder = mkdtempSync(join(tmpdir(), "orgduty-synth-"));
  try {
    const app = new App({
      outdir: outputFolder,
      context: { excludeStackIdFromLogicalIds: true, allowSepCharsInLogicalIds: true },
    });
    buildStacks(app, {
      ...project,
      forwarderCode,
      ...(policiesOf && { policiesOf }),
      outputFolder,
      stateFolder: join(outputFolder, "state"),
    });
    app.synth();
    const folder = join(outputFolder, "stacks");
    return readdirSync(folder).map((name) => {
      const text = readFileSync(join(folder, name, "cdk.tf.json"), "utf8");
      return {
        resource: {},
        locals: {},
        variable: {},
        ...(JSON.parse(text) as object),
        name,
        text,
      } as SynthesizedStack;
    });
  } finally {
    rmSync(outputFolder, { recursive: true, force: true });
  }
}

/** Every resource of every stack of a project, as verify wants them, with the code of a zip. */
export function resourcesOf(project: Project, zip?: Buffer): ExpectedResource[] {
  const sha256Base64 = zip ? createHash("sha256").update(zip).digest("base64") : FORWARDER_CODE.sha256Base64;
  return synthesize(project, { ...FORWARDER_CODE, sha256Base64 }).flatMap(({ name, text }) =>
    expectedResources(name, text),
  );
}

/** The account ids that a region's stack enrols. */
export function enrolledAccounts(stack: SynthesizedStack): string[] {
  const members = Object.keys(stack.resource["aws_guardduty_member"] ?? {});
  return members.flatMap((name) => Object.keys(stack.locals[name] ?? {})).sort();
}

/** Every resource of a stack, by address. */
export function addresses(stack: SynthesizedStack): string[] {
  return Object.entries(stack.resource)
    .flatMap(([type, resources]) => Object.keys(resources).map((name) => `${type}.${name}`))
    .sort();
}
