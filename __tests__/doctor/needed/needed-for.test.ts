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

  it("are asked about roles with their path, their boundary and their tags", () => {
    const project = acme();
    const iam = { permissionsBoundary: "arn:aws:iam::222222222222:policy/edge", path: "/security/" };
    const aws = { ...project.config.organizations.aws!, iam };
    const config = { ...project.config, regions: ["us-east-1"] as const, organizations: { aws } };
    const { administratorAccountId } = aws;
    const resources = expectedIn(resourcesOf({ ...project, config }), {
      region: "us-east-1",
      administratorAccountId,
    });
    const needed = neededFor(resources, aws).filter(({ action }) => action.startsWith("iam:"));
    const of = (wanted: string) => needed.filter(({ action }) => action === wanted);
    const bounded = { "iam:PermissionsBoundary": iam.permissionsBoundary };
    const tags = { "aws:RequestTag/owner": "security", "aws:RequestTag/cost-center": "4711" };
    expect(of("iam:CreateRole").map(({ context }) => context)).toEqual([
      { ...bounded, ...tags },
      { ...bounded, ...tags },
    ]);
    expect(of("iam:PutRolePolicy").map(({ context }) => context)).toEqual([bounded, bounded]);
    expect(of("iam:TagRole")[0]!.context).toEqual(tags);
    expect(of("iam:GetRole")[0]).not.toHaveProperty("context");
    for (const { action, resource } of needed.filter((one) => one.action !== "iam:CreateServiceLinkedRole"))
      expect([action, resource]).toEqual([
        action,
        expect.stringMatching(/^arn:aws:iam::222222222222:role\/security\/acme-guardduty-findings-/),
      ]);
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
