import type { Manifest } from "../../../plans-folder/manifest";
import { reviewFiles } from "../../../plan-review/report/write-review";
import { caseWorld, reviewWorld } from "../../plan-review/case-world";
import { COMMIT } from "./fake-sigstore";

/** Plans, and the statement of a review that they passed. */
export function signedWorld(): { readonly manifest: Manifest; readonly statement: string } {
  const world = caseWorld("changes");
  world.manifest.git = { commit: COMMIT, tree: "a".repeat(40), clean: true };
  // A world's plans are written anew, so that the manifest has to name what they are now.
  for (const { stack, planJsonSha256 } of reviewWorld(world).provenance.plans)
    world.manifest.stacks.find(({ name }) => name === stack)!.planJsonSha256 = planJsonSha256;
  return { manifest: world.manifest, statement: reviewFiles(reviewWorld(world))["review.intoto.json"]! };
}
