import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "../../organization/load-project";
import { hub } from "../support/forwarding-fleets";
import { acme, synthesize, type Resource } from "../support/fleet";

const ACCOUNT = "222222222222";
const IAM = {
  permissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/edge`,
  path: "/security/",
  namePrefix: "workload-",
};

/** The project in its home region, with or without demands on roles. */
function stacksOf(project: Project, demands: object = { iam: IAM }) {
  const { aws } = project.config.organizations;
  const regions = [aws!.homeRegion];
  return synthesize({
    ...project,
    config: { ...project.config, regions, organizations: { aws: { ...aws!, ...demands } } },
  });
}

function rolesOf(stacks: ReturnType<typeof stacksOf>): Resource[] {
  return stacks.flatMap(({ resource }) => Object.values(resource["aws_iam_role"] ?? {}));
}

describe.each([
  ["regional", acme(), ["acme-guardduty-findings-forwarder", "acme-guardduty-findings-heartbeat"]],
  [
    "hub",
    hub(),
    [
      "acme-guardduty-findings-forwarder",
      "acme-guardduty-findings-heartbeat",
      "acme-guardduty-findings-to-hub",
    ],
  ],
])("Roles, %s", (_, project, names) => {
  const stacks = stacksOf(project);

  it("all have the boundary, the path and the prefix, in the account that tags everything", () => {
    const roles = rolesOf(stacks);
    const plain = names.map((name) => name.replace(/^acme/, project.config.name));
    expect(roles.map(({ name }) => name).sort()).toEqual(plain.map((name) => `workload-${name}`));
    for (const role of roles) {
      expect(role).toMatchObject({ path: "/security/", permissions_boundary: IAM.permissionsBoundary });
      expect(role.provider).toBe("aws.administrator");
    }
    const foundation = stacks.find(({ resource }) => resource["aws_iam_role"])!;
    expect(foundation.provider.aws[0]).toMatchObject({ default_tags: [{ tags: project.config.tags }] });
  });

  it("are named by this ARN wherever they are named", () => {
    const named = stacks.flatMap(({ text }) => text.match(/arn:aws:iam::\d{12}:role\/[\w/-]+/g) ?? []);
    const ours = [...new Set(named)].filter((arn) => arn.includes("guardduty-findings")).sort();
    const declared = rolesOf(stacks).map(
      ({ name }) => `arn:aws:iam::${ACCOUNT}:role/security/${String(name)}`,
    );
    expect(ours).toEqual(declared.sort());
  });

  it("have policies that are made anew with them", () => {
    const foundation = stacks.find(({ resource }) => resource["aws_iam_role"])!;
    const policies = Object.values(foundation.resource["aws_iam_role_policy"] ?? {});
    const addresses = policies.map(
      ({ role }) => /^\$\{(aws_iam_role\.[\w-]+)\.name\}$/.exec(String(role))?.[1],
    );
    expect(addresses).toHaveLength(names.length);
    expect(policies.map(({ lifecycle }) => lifecycle)).toEqual(
      addresses.map((address) => ({ replace_triggered_by: [`${address}.unique_id`] })),
    );
  });

  it("have none of it if nothing is demanded", () => {
    for (const role of rolesOf(stacksOf(project, {}))) {
      expect(Object.keys(role)).not.toEqual(expect.arrayContaining(["path"]));
      expect(Object.keys(role)).not.toEqual(expect.arrayContaining(["permissions_boundary"]));
      expect(role.name).toMatch(/^\w+-guardduty-findings-/);
    }
  });

  it("do nothing that docs/configuration.md does not tell a boundary's author", () => {
    const policies = stacks.flatMap(({ resource }) => Object.values(resource["aws_iam_role_policy"] ?? {}));
    const actions = policies.flatMap(({ policy }) =>
      (JSON.parse(String(policy)) as { Statement: { Action: string | string[] }[] }).Statement.flatMap(
        ({ Action }) => Action,
      ),
    );
    const text = readFileSync(join(__dirname, "../../docs/configuration.md"), "utf8");
    const section = text.slice(text.indexOf("### iam"), text.indexOf("## detection"));
    expect(actions.length).toBeGreaterThan(5);
    for (const action of actions) expect(section).toContain(`\`${action}\``);
  });
});
