import { readManifest, type Manifest } from "../../../plans-folder/manifest";
import { sealedFor, type SealedFor } from "../../../plans-folder/sealed/header";
import { setFileProblems } from "../../../plans-folder/sealed/set-file-problems";
import { unpack } from "../../../plans-folder/sealed/unpack";
import type { NamedFolder } from "../../../plans-folder/shards/shard-folder";
import { refuseOutFolder } from "../../../terraform/plan/out-folder";
import { stageFolder } from "../../../terraform/process/atomic-folder";
import { CommandError } from "../../terminal/io";

/** Only its owner may look into a folder with plan files. */
const PRIVATE = 0o700;

/**
 * Unpacks sealed plans, compares them with their manifest, and puts them into their place as a whole. The place stays as it
 * was if anything is wrong.
 * @throws OperatorError
 */
export function openInto(
  pieces: Iterable<Buffer>,
  header: SealedFor,
  into: NamedFolder,
  shown: string,
): Manifest {
  const staged = stageFolder(into.path);
  try {
    unpack(pieces, staged.path, shown);
    const manifest = readManifest(staged.path);
    const problems = [...otherPlans(header, manifest), ...setFileProblems(staged.path, manifest)];
    if (problems.length > 0) throw refusal(shown, problems);
    refuseOutFolder(into.path, manifest.config.path);
    staged.publish(PRIVATE);
    return manifest;
  } finally {
    staged.discard();
  }
}

/** Where the manifest in the file is not what its header says. */
function otherPlans(header: SealedFor, manifest: Manifest): string[] {
  const inside = sealedFor(header.name, manifest);
  return (["tree", "commit", "shard"] as const).flatMap((what) =>
    header[what] === inside[what]
      ? []
      : [`its manifest has the ${what} ${inside[what]}, its header ${header[what]}`],
  );
}

/** One error with every reason. */
export function refusal(shown: string, reasons: readonly string[]): CommandError {
  return new CommandError(
    [`not unsealed: ${shown}:`, ...reasons.map((reason) => `  ${reason}`)].join("\n"),
    "take the file that this pipeline's own job sealed from this commit, or plan, seal and review again",
  );
}
