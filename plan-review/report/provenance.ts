import { manifestDigest } from "./signatures/manifest-digest";
import { plannedMode } from "../read/planned-mode";
import type { Plans } from "../read/read-plans";
import type { Provenance } from "./review";

/** Hashes, commit and versions of what was reviewed, so that others can check whether they have the same files. */
export function provenanceOf(reviewed: Plans): Provenance {
  const { manifest, stacks, altered } = reviewed;
  const { config, snapshots, git, versions, createdAt } = manifest;
  const mode = plannedMode(reviewed);
  const flags = mode === "offline" ? " --offline" : mode === "local" ? " --aws local" : "";
  return {
    config,
    snapshots,
    git,
    versions,
    mode,
    plannedAt: createdAt,
    command: `./orgduty plan --config ${config.path}${flags}`,
    plans: stacks.map(({ stack, planFileSha256, sha256 }) => ({
      stack,
      planSha256: planFileSha256,
      planJsonSha256: sha256,
      assets: manifest.stacks.find(({ name }) => name === stack)?.assets ?? [],
    })),
    manifestSha256: manifestDigest(manifest),
    altered,
  };
}
