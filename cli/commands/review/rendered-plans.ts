import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stackList } from "../../../config/stack-list";
import type { Project } from "../../../organization/load-project";
import { PLAN_FILE, readManifest } from "../../../plans-folder/manifest";
import { openWorkspace } from "../../../terraform/engine/workspace";
import { renderPlans } from "../../../terraform/plan/render-plans";
import { defaultConcurrency } from "../../../terraform/process/default-concurrency";
import { repositoryRoot } from "../../root";
import type { Io } from "../../terminal/io";

/**
 * Renders every plan file of a folder with Terraform, by stack. Whatever is written for that is in a folder of its
 * own, which is removed.
 * @throws OperatorError if Terraform or the provider is missing
 */
export async function renderedPlans(
  { config }: Project,
  plansFolder: string,
  io: Io,
): Promise<ReadonlyMap<string, string | Error>> {
  const planned = readManifest(plansFolder).stacks.map(({ name }) => name);
  const stacks = stackList(config).filter(
    ({ name }) => planned.includes(name) && existsSync(join(plansFolder, name, PLAN_FILE)),
  );
  const folder = mkdtempSync(join(tmpdir(), "orgduty-rendered-"));
  try {
    const workspace = await openWorkspace({
      projectFolder: repositoryRoot(),
      config,
      mode: { kind: "offline" },
      ...{ env: io.env, signal: io.signal, tell: io.err, folder },
    });
    return await renderPlans({
      ...{ workspace, stacks, plansFolder, concurrency: defaultConcurrency() },
      folder: join(folder, "provider"),
      onStack: (stack) => io.err(`rendering ${stack}`),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
