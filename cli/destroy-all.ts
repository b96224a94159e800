import type { StackEntry } from "../config/stack-list";
import {
  beforeTerraform,
  afterTerraform,
  deleteMemberDetector,
} from "../verification/off-boarding/off-board-region";
import type { Journal } from "../verification/off-boarding/journal";
import type { MembersChoice } from "../verification/off-boarding/members-left";
import { signIn } from "../verification/sign-in";
import { destroyStack } from "../terraform/destroy-stack";
import { inOrder } from "../terraform/in-order";
import { stackRun, type Workspace } from "../terraform/workspace";

export interface DestroyAllProps {
  readonly workspace: Workspace;
  readonly stacks: readonly StackEntry[];
  readonly members: MembersChoice;
  /** A role in the members: their detectors are deleted with it. */
  readonly memberRole?: string;
  readonly journal: Journal;
  readonly concurrency: number;
  readonly onStep: (stack: string, text: string) => void;
}

export interface DestroyOutcome {
  readonly destroyed: readonly string[];
  /** What went wrong, by stack. */
  readonly failed: Readonly<Record<string, string>>;
  readonly notStarted: readonly string[];
}

/**
 * Takes stacks down in the reverse order of apply: a partition's regions, its canary region after the others, its foundation
 * last. After a failure nothing new is started.
 */
export async function destroyAll(props: DestroyAllProps): Promise<DestroyOutcome> {
  const { workspace, stacks, concurrency, onStep } = props;
  const destroyed: string[] = [];
  const failed: Record<string, string> = {};
  await inOrder(reversed(stacks), concurrency, async (entry) => {
    if (workspace.signal?.aborted) return false;
    try {
      await destroyOne(props, entry);
      destroyed.push(entry.name);
      onStep(entry.name, "destroyed");
      return true;
    } catch (error) {
      failed[entry.name] = workspace.signal?.aborted ? "interrupted" : messageOf(error);
      return false;
    }
  });
  const touched = [...destroyed, ...Object.keys(failed)];
  return {
    destroyed,
    failed,
    notStarted: stacks.map(({ name }) => name).filter((name) => !touched.includes(name)),
  };
}

async function destroyOne(props: DestroyAllProps, entry: StackEntry): Promise<void> {
  const { workspace, members, memberRole, journal } = props;
  const terraform = async (): Promise<void> => {
    props.onStep(entry.name, "terraform destroys");
    await destroyStack(stackRun(workspace, entry, "apply"));
  };
  if (entry.kind === "foundation") return terraform();
  const organization = workspace.config.organizations[entry.partition]!;
  const { mode, signal } = workspace;
  const endpoint = mode.kind === "local" ? { endpoint: mode.endpoint } : {};
  const { region } = entry;
  const off = {
    region,
    organization,
    enter: signIn({ organization, purpose: "apply", ...endpoint }),
    ...(signal ? { signal } : {}),
    onStep: (text: string) => props.onStep(entry.name, text),
  };
  await beforeTerraform({ ...off, members, onMembers: (left) => journal.addMembers(region, left) });
  await terraform();
  await afterTerraform(off);
  if (memberRole === undefined) return;
  for (const member of journal.members[region] ?? []) {
    off.onStep(`deleting GuardDuty in ${member.account}`);
    await deleteMemberDetector(off, member.account, memberRole);
    journal.addMembers(region, [{ ...member, detector: "deleted" }]);
  }
}

/** What depended on a stack now comes before it. */
function reversed(stacks: readonly StackEntry[]): StackEntry[] {
  return [...stacks].reverse().map((entry) => ({
    ...entry,
    dependsOn: stacks.filter(({ dependsOn }) => dependsOn.includes(entry.name)).map(({ name }) => name),
  }));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
