import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stackList } from "../../config/stack-list";
import { ownFolderOf } from "../../config/state-folder";
import type { ExpectedStacks, PlannedAgainst } from "../../plan-review/conformance/expected-stacks";
import { lockFileOf } from "../../terraform/engine/lock-file";
import { overrideOf } from "../../terraform/engine/override";
import type { RunMode } from "../../terraform/engine/run-mode";
import { assetsOf } from "../../terraform/plan/assets";
import { stackFolderOf, type SynthesizedStack } from "../../terraform/plan/synthesized-stack";
import { describeCode, withCodeOf } from "./code-of";
import { earlierSnapshots } from "./earlier-snapshots";
import { digestOf, sourceFiles } from "./source-files";
import { withSynthesized, type SynthesizedFolderProps } from "./synthesized-folder";

/** The code that synthesizes. */
interface CodeChoice {
  /** A git ref. @default the checkout as it is */
  readonly code?: string;
}

/**
 * Synthesizes the stacks of a config and reads what each stack's plan file must contain.
 * @throws OperatorError with what the app printed
 */
export async function expectedStacks(props: SynthesizedFolderProps & CodeChoice): Promise<ExpectedStacks> {
  const { code } = props;
  if (code === undefined) return expectedOf(props, () => describeCode(props.projectFolder, props.run));
  return withCodeOf(code, props, (projectFolder) =>
    expectedOf({ ...props, projectFolder }, () => Promise.resolve(`the code of ${code}`)),
  );
}

async function expectedOf(
  props: SynthesizedFolderProps,
  describe: () => Promise<string>,
): Promise<ExpectedStacks> {
  const { config } = props.project;
  const entries = stackList(config);
  // The app takes longest, so it is started first.
  const synthesized = withSynthesized(props, (folder) =>
    entries.map(({ name }) => {
      const stackFolder = stackFolderOf(folder, name);
      const configuration = readFileSync(join(stackFolder, "cdk.tf.json"));
      return [name, { configuration, assets: assetsOf(stackFolder) }] as const;
    }),
  );
  const [stacks, code, snapshots] = await Promise.all([
    synthesized,
    describe(),
    earlierSnapshots(props.project, props.run),
  ]);
  const made = new Map(stacks);
  const lockFile = lockFileOf(config.path);
  return {
    stacks: made,
    earlierSnapshots: snapshots,
    code: { sha256: digestOf(sourceFiles(props.projectFolder)), said: code },
    ...(existsSync(lockFile) ? { lockFile: readFileSync(lockFile, "utf8") } : {}),
    workFolder(stack, kind) {
      const own = join(ownFolderOf(config.path, kind === "local"), "work", config.name);
      const folder = stackFolderOf(own, stack);
      const file = join(folder, "cdk.tf.json");
      return existsSync(file) ? { configuration: readFileSync(file), assets: assetsOf(folder) } : undefined;
    },
    override(stack, against) {
      const entry = entries.find(({ name }) => name === stack);
      const organization = entry && config.organizations[entry.partition];
      const own = made.get(stack);
      if (!organization || !own) return undefined;
      const synthesized = JSON.parse(own.configuration.toString("utf8")) as SynthesizedStack;
      return overrideOf(synthesized, modeOf(against), organization);
    },
  };
}

function modeOf({ kind, endpoint = "" }: PlannedAgainst): RunMode {
  return kind === "local" ? { kind, endpoint } : { kind };
}
