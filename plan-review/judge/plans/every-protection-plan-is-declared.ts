import { resourcesIn, type RegionView } from "../region-view";
import { FEATURES, isOffered, RUNTIME_AGENT_NAMES } from "../../../aws/features";
import { arrayOf, objectOf } from "../../read/json";
import { judgeRegions, type Rule } from "../rule";

const DECLARATIONS = [
  { type: "aws_guardduty_organization_configuration_feature", whose: "the organization's" },
  { type: "aws_guardduty_detector_feature", whose: "the administrator's own" },
];

/** A plan that is not declared is neither turned on nor turned off: it stays as it was. */
export const everyProtectionPlanIsDeclared: Rule = {
  id: "OD-012",
  title: "Every protection plan a region offers is declared, agent settings included",
  severity: "deny",
  fix: "declare the plan in every region, ALL, NEW or NONE; Runtime Monitoring with its three agent settings",
  evaluate: (context) =>
    judgeRegions(context, (view) => DECLARATIONS.flatMap(({ type, whose }) => undeclared(view, type, whose))),
};

function undeclared(view: RegionView, type: string, whose: string): string[] {
  // A detector in a member account declares nothing for the administrator's detector.
  const declared = resourcesIn(view, type).filter(({ provider }) => provider === "aws.administrator");
  return FEATURES.filter((name) => isOffered(name, view.region)).flatMap((name) => {
    const feature = declared.find(({ after }) => after?.name === name);
    if (!feature) return [`${whose} ${name} is undeclared`];
    if (name !== "RUNTIME_MONITORING") return [];
    const settings = arrayOf(feature.after?.additional_configuration).map((item) => objectOf(item).name);
    return RUNTIME_AGENT_NAMES.filter((agent) => !settings.includes(agent)).map(
      (agent) => `${whose} ${name} leaves ${agent} undeclared`,
    );
  });
}
