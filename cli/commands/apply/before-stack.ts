import type { StackEntry } from "../../../config/stack-list";
import { coverageOf, isCovered } from "../../../intent/coverage";
import { Journal, journalFileOf } from "../../../off-boarding/journal";
import type { Project } from "../../../organization/load-project";
import type { ApplyAllProps } from "../../../terraform/apply/apply-all";
import type { Io } from "../../terminal/io";
import { accessOf } from "./access";
import { leavingFrom } from "./leaving";

/** What apply does before and after Terraform, and what it records. */
export interface AroundTerraform {
  /** Runs before Terraform applies a stack. */
  readonly run: (entry: StackEntry) => Promise<void>;
  /** Runs after all stacks, with the stacks that were applied. */
  readonly conclude: (applied: readonly string[]) => void;
}

/** Removes the members that a plan deletes, and records the members in which GuardDuty stays on. */
export function beforeStack(project: Project, props: ApplyAllProps, io: Io): AroundTerraform {
  const { config } = project;
  const journal = new Journal(journalFileOf(config, props.workspace.mode));
  const run = async (entry: StackEntry): Promise<void> => {
    const organization = config.organizations[entry.partition];
    const plan = props.manifest.stacks.find(({ name }) => name === entry.name);
    if (!organization || !plan) return;
    const leaving = leavingFrom(project, props.plansFolder, plan);
    if (leaving.length === 0) return;
    const { letMembersGo } = await import("../../../transitions/let-members-go");
    await letMembersGo({
      ...(await accessOf(props.workspace, organization)),
      ...{ region: entry.region, organization, leaving },
      onStep: (text) => io.err(`${entry.name}: ${text}`),
      onMembers: (left) => journal.addMembers(entry.name, left),
    });
  };
  const conclude = (applied: readonly string[]): void => {
    for (const stack of applied) journal.forget(stack, (account) => !isCoveredNow(project, account));
  };
  return { run, conclude };
}

function isCoveredNow({ config, snapshots }: Project, id: string): boolean {
  return Object.entries(snapshots).some(([partition, snapshot]) => {
    const organization = config.organizations[partition as keyof typeof snapshots];
    return (
      organization !== undefined &&
      coverageOf(organization, snapshot).some(
        ({ account, coverage }) => account.id === id && isCovered(coverage),
      )
    );
  });
}
