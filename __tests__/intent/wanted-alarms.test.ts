import { partitionOf } from "../../aws/partitions";
import type { Project } from "../../organization/load-project";
import { wantedPipeline } from "../../intent/wanted-pipeline";
import { acme, synthesize } from "../support/fleet";
import { hub } from "../support/forwarding-fleets";

/** Alarm names in each region, as the stacks have them: the foundation's are in the home region. */
function deployed(project: Project): Record<string, string[]> {
  const alarms: Record<string, string[]> = {};
  for (const { name, resource } of synthesize(project)) {
    const partition = name.replace(/^foundation-/, "") as "aws";
    const region = name.startsWith("foundation-")
      ? project.config.organizations[partition]!.homeRegion
      : name;
    const found = Object.values(resource.aws_cloudwatch_metric_alarm ?? {});
    alarms[region] = [...(alarms[region] ?? []), ...found.map((alarm) => alarm.alarm_name as string)];
  }
  return alarms;
}

describe("Wanted alarms", () => {
  it.each([
    ["regional", acme()],
    ["hub", hub()],
  ])("are the ones that the %s stacks make", (_, project) => {
    const found = deployed(project);
    for (const region of project.config.regions) {
      const organization = project.config.organizations[partitionOf(region)]!;
      const { names } = wantedPipeline(project.config, organization, region)!.alarms;
      expect([region, [...names].sort()]).toEqual([region, [...found[region]!].sort()]);
    }
  });
});
