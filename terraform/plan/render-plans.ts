import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StackEntry } from "../../config/stack-list";
import { PLAN_FILE } from "../../plans-folder/manifest";
import { initialize } from "../engine/init";
import { StackError } from "../engine/stack-run";
import { stackRun, type Workspace } from "../engine/workspace";
import { concurrently } from "../process/concurrently";
import { renderPlan } from "./render-plan";

/** Which plan files are rendered, and how many at once. */
export interface RenderPlansProps {
  readonly workspace: Workspace;
  readonly stacks: readonly StackEntry[];
  /** The folder of the plans, and a folder of one's own in which Terraform finds the provider. */
  readonly plansFolder: string;
  readonly folder: string;
  readonly concurrency: number;
  /** Receives the name of each stack before it is rendered. */
  readonly onStack: (stack: string) => void;
}

/**
 * Renders plan files with Terraform, as apply does: the text of each plan.json, or why it cannot be rendered. Terraform
 * reads the plan file, the provider's schema and nothing else: neither the stacks' folders nor AWS.
 */
export async function renderPlans(props: RenderPlansProps): Promise<ReadonlyMap<string, string | Error>> {
  const { workspace, stacks, plansFolder, folder, concurrency, onStack } = props;
  const rendered = new Map<string, string | Error>();
  const [first] = stacks;
  if (!first) return rendered;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(ONLY_THE_PROVIDER));
  await initialize({ ...stackRun(workspace, first, "plan"), folder });
  await concurrently(stacks, concurrency, async (entry) => {
    onStack(entry.name);
    const run = { ...stackRun(workspace, entry, "plan"), folder };
    rendered.set(entry.name, await textOf(() => renderPlan(run, join(plansFolder, entry.name, PLAN_FILE))));
  });
  return rendered;
}

/** The lock file says which version. */
const ONLY_THE_PROVIDER = { terraform: { required_providers: { aws: { source: "hashicorp/aws" } } } };

async function textOf(render: () => Promise<{ readonly text: string }>): Promise<string | Error> {
  try {
    return (await render()).text;
  } catch (error) {
    if (error instanceof StackError) return error;
    throw error;
  }
}
