import type { Manifest } from "../../plans-folder/manifest";
import type { Plans } from "./read-plans";

/** The stacks whose plan files were planned against something else than the manifest says. */
export function contradictions({ manifest, conformance = [] }: Pick<Plans, "manifest" | "conformance">): {
  readonly stack: string;
  readonly against: Manifest["mode"];
}[] {
  return conformance.flatMap(({ stack, against }) =>
    against === undefined || against === manifest.mode ? [] : [{ stack, against }],
  );
}

/**
 * What the plans were made against. The plan files decide, because the manifest is only a claim about them: if it
 * claims AWS, one plan file that was made otherwise refutes it.
 */
export function plannedMode(plans: Pick<Plans, "manifest" | "conformance">): Manifest["mode"] {
  const { mode } = plans.manifest;
  if (mode !== "live") return mode;
  const found = contradictions(plans).map(({ against }) => against);
  return found.includes("offline") ? "offline" : (found[0] ?? mode);
}
