import { resolve } from "node:path";
import { deadLettersOf } from "../../../../cli/commands/redrive/dead-letters";
import { forwardingPlaces } from "../../../../cli/commands/redrive/forwarding-place";
import { loadProject } from "../../../../organization/load-project";

describe("deadLettersOf", () => {
  const { config } = loadProject(resolve(__dirname, "../../../../examples/acme/orgduty.yaml"));
  const organizations = Object.fromEntries(
    Object.entries(config.organizations).map(([partition, organization]) => [
      partition,
      organization && {
        ...organization,
        forwarding: organization.forwarding && { ...organization.forwarding, topology: "hub" as const },
      },
    ]),
  );

  it("knows two queues a region", () => {
    expect(deadLettersOf(config, forwardingPlaces(config, []))).toHaveLength(config.regions.length * 2);
  });

  it("brings everything of a hub back to the hub's queue", () => {
    const hub = { ...config, organizations };
    const letters = deadLettersOf(hub, forwardingPlaces(hub, ["us-east-1", "eu-west-1"]));
    expect(letters.map(({ region, queue, backToRegion }) => [region, queue, backToRegion]).sort()).toEqual([
      ["eu-west-1", "acme-guardduty-findings-unsent", "us-east-1"],
      ["us-east-1", "acme-guardduty-findings-hub-dead", "us-east-1"],
      ["us-east-1", "acme-guardduty-findings-hub-unsent", "us-east-1"],
      ["us-east-1", "acme-guardduty-findings-unsent", "us-east-1"],
    ]);
  });

  it("rejects a config that forwards nothing, or nothing of the named regions", () => {
    const { forwarding: _, ...silent } = organizations.aws!;
    const inChina = { ...config, organizations: { ...organizations, aws: silent } };
    expect(forwardingPlaces(inChina, [])).toHaveLength(1);
    expect(() => forwardingPlaces(inChina, ["eu-west-1"])).toThrow(
      "forwards no findings from eu-west-1\n  fix: ",
    );
    expect(() => forwardingPlaces({ ...config, organizations: {} }, [])).toThrow("forwards no findings\n");
  });
});
