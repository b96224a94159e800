import type { PipelineConfig } from "../pipeline-config";
import type { DocumentSection } from "../schema/document";
import { organizationsOf, plannedRegions, type Draft } from "./draft";

const PLACE = { branch: "main", environment: "orgduty" };
const DEFAULT_SHARDS = 8;
/** Once a day, at a minute that is not the full hour: forges delay or drop jobs then. */
const DEFAULT_SCHEDULE = "17 5 * * *";

/** Fills in what a pipeline leaves out. */
export function completePipeline(document: DocumentSection): PipelineConfig {
  const { github, gitlab, kmsKeyArn, shards, schedule, runner } = document.pipeline ?? {};
  const stacks = countStacks(document) ?? DEFAULT_SHARDS;
  return {
    ...(github && { github: { ...PLACE, ...github } }),
    ...(gitlab && { gitlab: { host: "gitlab.com", ...PLACE, ...gitlab } }),
    shards: shards ?? Math.min(DEFAULT_SHARDS, stacks),
    ...(kmsKeyArn !== undefined && { kmsKeyArn }),
    schedule: schedule ?? DEFAULT_SCHEDULE,
    ...(runner && { runner }),
  };
}

/** How many stacks a document has: its regions, and a foundation for each organization. Undefined if that is unknown. */
export function countStacks(draft: Draft): number | undefined {
  if (draft.regions === undefined) return undefined;
  return plannedRegions(draft.regions).length + organizationsOf(draft).length;
}
