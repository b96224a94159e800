import { regionViews, resourcesIn, type RegionView } from "../region-view";
import {
  FEATURES,
  isOffered,
  RUNTIME_AGENT_NAMES,
  UNDECLARED_FEATURES,
  type FeatureName,
  type PlanMode,
} from "../../../aws/features";
import { providerHas } from "../../../aws/provider-differences";
import { arrayOf, objectOf } from "../../read/json";
import { ADMINISTRATOR } from "../coverage/region-facts";
import { type ReviewContext } from "../rule";

/** How a region sets a protection plan: its mode, or why it has none. */
export type PlanState =
  PlanMode | "by account" | "undeclared" | "unsupported" | "left alone" | "unknown to this provider";

/** One protection plan in one region, and the resource in the Terraform plan that sets it. */
export interface PlanCell {
  readonly state: PlanState;
  /** The address of the resource that sets it; empty if no resource does. */
  readonly address: string;
}

/** One protection plan, or one agent setting, in every region. */
export interface PlanRow {
  /** GuardDuty's name. An agent setting is written after its plan: `RUNTIME_MONITORING / EC2_AGENT_MANAGEMENT`. */
  readonly feature: string;
  readonly cells: readonly PlanCell[];
}

/** Protection plans against regions: which of them the organization's accounts get. */
export interface PlanMatrix {
  readonly regions: readonly string[];
  readonly rows: readonly PlanRow[];
}

/**
 * Builds the matrix from the Terraform plans, so that a protection plan that no resource declares shows as
 * undeclared.
 */
export function planMatrix(context: ReviewContext): PlanMatrix {
  const plans = regionViews(context);
  const row = (feature: string, cellOf: (view: RegionView) => PlanCell): PlanRow => ({
    feature,
    cells: plans.map(cellOf),
  });
  return {
    regions: plans.map(({ region }) => region),
    rows: [
      ...FEATURES.flatMap((feature) => [
        row(feature, (view) => featureCell(view, feature)),
        ...(feature === "RUNTIME_MONITORING" ? RUNTIME_AGENT_NAMES : []).map((agent) =>
          row(`${feature} / ${agent}`, (view) => featureCell(view, feature, agent)),
        ),
      ]),
      ...UNDECLARED_FEATURES.map((feature) => {
        const isKnown = providerHas(feature, context.plans.manifest.versions.provider);
        return row(feature, () => ({
          state: isKnown ? "left alone" : "unknown to this provider",
          address: "",
        }));
      }),
    ],
  };
}

/**
 * One region's mode of a protection plan, or of one of its agent settings. If there are several declarations, the
 * weakest counts.
 */
export function featureCell(view: RegionView, feature: FeatureName, agent?: string): PlanCell {
  if (!isOffered(feature, view.region)) return { state: "unsupported", address: "" };
  const declared = declarationsOf(view, feature, agent);
  const weakest = [...declared].sort((a, b) => strengthOf(a.state) - strengthOf(b.state))[0];
  const apart = agent === undefined ? setApart(view, feature) : [];
  if (apart.length > 0) return { state: "by account", address: apart.join(", ") };
  return weakest ?? { state: "undeclared", address: "" };
}

/** Every declaration of it by the administrator, because a stack may hold more than one. */
export function declarationsOf(view: RegionView, feature: FeatureName, agent?: string): PlanCell[] {
  return resourcesIn(view, "aws_guardduty_organization_configuration_feature")
    .filter(({ provider, after }) => provider === ADMINISTRATOR && after?.name === feature)
    .flatMap(({ address, after }): PlanCell[] => {
      const settings = arrayOf(after?.additional_configuration).map(objectOf);
      const own = agent === undefined ? [objectOf(after)] : settings.filter(({ name }) => name === agent);
      return own.map(({ auto_enable: mode }) => ({
        state: typeof mode === "string" ? (mode as PlanMode) : "undeclared",
        address,
      }));
    });
}

function strengthOf(state: PlanState): number {
  return ["undeclared", "NONE", "NEW", "ALL"].indexOf(state);
}

/** Accounts for which a plan is set separately from the organization. */
function setApart(view: RegionView, feature: string): string[] {
  return resourcesIn(view, "aws_guardduty_member_detector_feature")
    .filter(({ after }) => after?.name === feature)
    .map(({ address, after }) => `${String(after?.status)} for ${String(after?.account_id)} (${address})`);
}
