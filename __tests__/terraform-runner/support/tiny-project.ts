import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OrgdutyConfig } from "../../../config/config";
import type { Region } from "../../../config/regions";
import { stackList } from "../../../config/stack-list";
import { sha256OfFile } from "../../../plans-folder/hashing";
import type { PlanAllProps } from "../../../terraform/plan/plan-all";
import { openWorkspace, type Workspace, type WorkspaceProps } from "../../../terraform/engine/workspace";
import { tinyConfig } from "./tiny-config";

/** What cdktf.json's app command runs: writes each stack of stacks.json as cdktf does. */
const APP = `
const fs = require("node:fs"), path = require("node:path");
const stacks = JSON.parse(fs.readFileSync("stacks.json", "utf8"));
for (const [name, stack] of Object.entries(stacks)) {
  const folder = path.join(process.env.CDKTF_OUTDIR, "stacks", name);
  const state = path.join(process.env.ORGDUTY_STATE_FOLDER, name + ".tfstate");
  fs.mkdirSync(folder, { recursive: true });
  const terraform = { backend: { local: { path: path.relative(folder, state) } }, ...stack.terraform };
  fs.writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify({ ...stack, terraform }));
}
`;

/** A checkout and a config of a few stacks for real Terraform: by default of its built-in provider, so that a run is quick. */
export class TinyProject {
  readonly folder = mkdtempSync(join(tmpdir(), "orgduty-tiny-"));
  readonly config: OrgdutyConfig;
  readonly plansFolder = join(this.folder, "plans");

  constructor(regions: readonly Region[] = ["us-east-1", "us-east-2"]) {
    this.config = tinyConfig(join(this.folder, "orgduty.yaml"), regions);
    writeFileSync(this.config.path, "name: tiny\n");
    writeFileSync(join(this.folder, "accounts.json"), "{}\n");
    writeFileSync(join(this.folder, "cdktf.json"), JSON.stringify({ app: "node app.js" }));
    writeFileSync(join(this.folder, "app.js"), APP);
    for (const name of ["", "node_modules/cdktf", "node_modules/@cdktf/provider-aws"]) {
      mkdirSync(join(this.folder, name), { recursive: true });
      writeFileSync(join(this.folder, name, "package.json"), '{"version":"1.2.3"}');
    }
    this.write({});
  }

  /** Gives some stacks contents of their own; the others hold one resource. */
  write(stacks: Readonly<Record<string, object>>): void {
    const all = stackList(this.config).map(({ name }) => [name, stacks[name] ?? dataResource(name)]);
    writeFileSync(join(this.folder, "stacks.json"), JSON.stringify(Object.fromEntries(all)));
  }

  open(props: Partial<WorkspaceProps> = {}): Promise<Workspace> {
    const { folder, config } = this;
    return openWorkspace({
      projectFolder: folder,
      config,
      mode: { kind: "live" },
      env: process.env,
      ...props,
    });
  }

  planProps(workspace: Workspace): PlanAllProps {
    return {
      workspace,
      stacks: stackList(this.config),
      concurrency: 2,
      outFolder: this.plansFolder,
      files: {
        config: { path: this.config.path, sha256: sha256OfFile(this.config.path) },
        snapshots: {
          aws: { path: "accounts.json", sha256: sha256OfFile(join(this.folder, "accounts.json")) },
        },
      },
      accountsOf: ({ kind }) => (kind === "region" ? { covered: 1, total: 2 } : undefined),
    };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A stack with one resource of Terraform's built-in provider. */
export function dataResource(input: string, extra: object = {}): object {
  return { resource: { terraform_data: { only: { input, ...extra } } } };
}

/** A stack whose apply runs a shell command. */
export function commandResource(command: string): object {
  return dataResource(command, { provisioner: [{ "local-exec": { command } }] });
}
