import { ACTIONS } from "../../../doctor/needed/actions";
import { neededFor } from "../../../doctor/needed/needed-for";
import { batchesOf } from "../../../doctor/read/simulate";
import { expectedIn } from "../../../verification/expect/region-expectation";
import { acme, resourcesOf } from "../../support/fleet";
import { hub } from "../../support/forwarding-fleets";

const fleets = [acme(), hub()].map((project) => ({ project, resources: resourcesOf(project) }));

describe("Actions that plan and apply need", () => {
  it("are known for every type of resource that a stack declares, and for no other", () => {
    const types = new Set(fleets.flatMap(({ resources }) => resources.map(({ type }) => type)));
    expect(Object.keys(ACTIONS).sort()).toEqual([...types].sort());
  });

  it("name what they are done to, never `undefined`, and hand over only roles that are declared", () => {
    for (const { project, resources } of fleets) {
      const organization = project.config.organizations.aws!;
      const { administratorAccountId, homeRegion } = organization;
      const expected = expectedIn(resources, { region: homeRegion, administratorAccountId });
      const needed = neededFor(expected, organization);
      expect(needed.filter(({ resource }) => /undefined|\$\{|Symbol|\/$|:$/.test(resource))).toEqual([]);
      const passed = needed.filter(({ action }) => action === "iam:PassRole").map(({ resource }) => resource);
      const roles = expected
        .filter(({ type }) => type === "aws_iam_role")
        .map(({ attributes }) => attributes.name);
      expect(passed.length).toBeGreaterThan(0);
      for (const arn of passed) expect(roles).toContain(arn.split("/").at(-1));
    }
  });

  it("are asked about in few calls, each action with its own resources and condition keys", () => {
    const { project, resources } = fleets[0]!;
    const organization = project.config.organizations.aws!;
    const { administratorAccountId } = organization;
    const needed = project.config.regions
      .filter((region) => !region.startsWith("cn-"))
      .flatMap((region) =>
        neededFor(expectedIn(resources, { region, administratorAccountId }), organization),
      );
    const ours = needed.filter(({ account }) => account === "administrator");
    const batches = batchesOf(ours);
    expect(batches.length).toBeLessThan(25);
    const asked = new Set(
      batches.flatMap(({ actions, resources: arns }) =>
        actions.flatMap((action) => arns.map((arn) => `${action} ${arn}`)),
      ),
    );
    expect(ours.filter(({ action, resource }) => !asked.has(`${action} ${resource}`))).toEqual([]);
    expect(batches.find(({ actions }) => actions.includes("iam:PassRole"))?.context).toEqual({
      "iam:PassedToService": "lambda.amazonaws.com",
    });
  });
});
