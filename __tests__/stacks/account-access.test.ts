import { partitionOf } from "../../aws/partitions";
import { REGIONS } from "../../config/regions";
import type { AccountAccess } from "../../config/config";
import { roleVariables } from "../../terraform/engine/role-variables";
import { acme, synthesize } from "../support/fleet";

const roles = (purpose: string): AccountAccess => ({
  management: { roleArn: `arn:aws:iam::111111111111:role/${purpose}` },
  administrator: { roleArn: `arn:aws:iam::222222222222:role/${purpose}` },
});
const profiles = (purpose: string): AccountAccess => ({
  management: { profile: `management-${purpose}` },
  administrator: { profile: `administrator-${purpose}` },
});
const aKindAnAccount = (purpose: string): AccountAccess => ({
  management: profiles(purpose).management,
  administrator: roles(purpose).administrator,
});

describe("the access of a stack's providers", () => {
  // Terraform ignores a variable that is set and not declared; one that is not set has apply's access for its default.
  it.each([
    ["roles", roles],
    ["profiles", profiles],
    ["a kind an account", aKindAnAccount],
  ])("is in the variables that planning and applying set: %s", (_, access) => {
    const { config, ...project } = acme();
    const credentials = { plan: access("plan"), apply: access("apply") };
    const organization = { ...config.organizations.aws!, credentials };
    const stacks = synthesize({ ...project, config: { ...config, organizations: { aws: organization } } });
    const commercial = REGIONS.filter((region) => partitionOf(region) === "aws");
    expect(stacks.map(({ name }) => name).sort()).toEqual(["foundation-aws", ...commercial].sort());
    for (const { name, variable, provider } of stacks) {
      const declared = Object.keys(variable).sort();
      for (const one of declared) expect(JSON.stringify(provider.aws)).toContain(`\${var.${one}}`);
      for (const purpose of ["plan", "apply"] as const) {
        const set = Object.keys(roleVariables(organization, purpose)).sort();
        const needed = name.startsWith("foundation-") ? set.filter((one) => declared.includes(one)) : set;
        expect([name, declared]).toEqual([name, needed]);
      }
    }
  });
});
