import { FEATURES, isOffered } from "../../aws/features";
import { partitionOf } from "../../aws/partitions";
import { REGIONS } from "../../config/regions";
import { acme, enrolledAccounts, synthesize, type Resource } from "../support/fleet";

const stacks = synthesize(acme());
const regionStacks = stacks.filter(({ name }) => !name.startsWith("foundation-"));

function resourcesOf(stack: (typeof stacks)[number], type: string): Resource[] {
  return Object.values(stack.resource[type] ?? {});
}

describe("the fleet of the example organization", () => {
  it("has a stack for each region and a foundation for each partition", () => {
    expect(stacks.map(({ name }) => name).sort()).toEqual(
      [...REGIONS, "foundation-aws", "foundation-aws-cn"].sort(),
    );
  });

  it("enrols 23 members in each commercial region, the management account among them, and 4 in China", () => {
    for (const stack of regionStacks) {
      const enrolled = enrolledAccounts(stack);
      const [expected, management] = stack.name === "cn-north-1" ? [4, "555555555555"] : [23, "111111111111"];
      expect([stack.name, enrolled.length]).toEqual([stack.name, expected]);
      expect(enrolled).toContain(management);
    }
    expect(regionStacks).toHaveLength(REGIONS.length);
  });

  it("enrols no administrator, suspended or excluded account", () => {
    const { snapshots } = acme();
    const suspended = snapshots
      .aws!.accounts.filter(({ state }) => state === "SUSPENDED")
      .map(({ id }) => id);
    expect(suspended).toHaveLength(1);
    for (const stack of regionStacks) {
      for (const id of [...suspended, "444444444444", "222222222222", "666666666666"]) {
        expect(enrolledAccounts(stack)).not.toContain(id);
      }
    }
  });

  it("has two detectors, one delegation and one organization configuration a region", () => {
    for (const stack of regionStacks) {
      expect(resourcesOf(stack, "aws_guardduty_detector")).toHaveLength(2);
      expect(resourcesOf(stack, "aws_guardduty_organization_admin_account")).toHaveLength(1);
      expect(resourcesOf(stack, "aws_guardduty_organization_configuration")).toHaveLength(1);
    }
  });

  it("declares every protection plan of a region, on the organization and on the administrator", () => {
    for (const stack of regionStacks) {
      const expected = FEATURES.filter((feature) => isOffered(feature, stack.name));
      for (const type of [
        "aws_guardduty_organization_configuration_feature",
        "aws_guardduty_detector_feature",
      ]) {
        expect([...new Set(resourcesOf(stack, type).map(({ name }) => name))].sort()).toEqual(
          [...expected].sort(),
        );
      }
    }
  });

  it("says what China does not have", () => {
    const notOffered = regionStacks.map(({ name, output }) => [
      name,
      output["protection_plans_not_offered"]?.value,
    ]);
    expect(Object.fromEntries(notOffered)).toMatchObject({
      "cn-north-1": ["RUNTIME_MONITORING"],
      "us-east-1": [],
    });
  });

  it("never declares a plan on the management account's own detector: a member may not change its plans", () => {
    for (const stack of regionStacks) {
      for (const feature of resourcesOf(stack, "aws_guardduty_detector_feature")) {
        expect(feature.provider).toBe("aws.administrator");
      }
    }
  });

  it("works only in the accounts of the region's own partition", () => {
    for (const stack of stacks) {
      const isChina = stack.name === "foundation-aws-cn" || stack.name === "cn-north-1";
      const accounts = stack.provider.aws.flatMap((provider) => provider.allowed_account_ids as string[]);
      const allowed = isChina
        ? ["555555555555", "666666666666"]
        : ["111111111111", "222222222222", "333333333333"];
      expect(accounts.length).toBeGreaterThan(0);
      for (const id of accounts) expect(allowed).toContain(id);
      expect(stack.text.includes("arn:aws-cn:")).toBe(isChina);
      expect(/arn:aws:/.test(stack.text)).toBe(!isChina);
    }
  });

  it("never names GovCloud", () => {
    for (const { text } of stacks) expect(text).not.toMatch(/us-gov|aws-us-gov/);
  });

  it("reads no other stack's state", () => {
    for (const { text } of stacks) expect(text).not.toContain("terraform_remote_state");
  });

  it("gives roles to providers only through ephemeral variables", () => {
    for (const stack of stacks) {
      for (const provider of stack.provider.aws) {
        const [role] = provider.assume_role as { role_arn: string }[];
        const name = /^\$\{var\.(\w+)\}$/.exec(role!.role_arn)![1]!;
        expect(stack.variable[name]).toMatchObject({
          ephemeral: true,
          default: expect.stringContaining("orgduty-apply"),
        });
      }
    }
  });

  it("tags everything that takes tags", () => {
    for (const provider of stacks.flatMap((stack) => stack.provider.aws)) {
      expect(provider.default_tags).toEqual([{ tags: { owner: "security", "cost-center": "4711" } }]);
    }
  });

  it("keeps each state in a relative path of its own", () => {
    const paths = stacks.map(({ terraform }) => (terraform["backend"]!.local as { path: string }).path);
    expect(new Set(paths).size).toBe(stacks.length);
    for (const path of paths) expect(path).toMatch(/^\.\.\//);
  });

  it("protects every detector and delegation from destruction", () => {
    for (const stack of regionStacks) {
      for (const type of ["aws_guardduty_detector", "aws_guardduty_organization_admin_account"]) {
        for (const resource of resourcesOf(stack, type))
          expect(resource.lifecycle).toMatchObject({ prevent_destroy: true });
      }
    }
  });

  it("puts each region in the region that it is named after, and China in its own partition", () => {
    for (const stack of regionStacks) {
      for (const { region } of stack.provider.aws) expect(region).toBe(stack.name);
    }
    expect(
      regionStacks.filter(({ name }) => partitionOf(name as never) === "aws-cn").map(({ name }) => name),
    ).toEqual(["cn-north-1"]);
  });

  it("synthesizes the same bytes again", () => {
    expect(synthesize(acme()).map(({ text }) => text)).toEqual(stacks.map(({ text }) => text));
  });
});

describe("a project with mode auto", () => {
  it("declares no member: GuardDuty enrols by itself", () => {
    const project = acme();
    const organization = {
      ...project.config.organizations.aws!,
      enrolment: { mode: "auto", newAccounts: "ALL", exclude: {} },
    };
    const auto = synthesize({
      ...project,
      config: {
        ...project.config,
        organizations: { aws: organization as typeof project.config.organizations.aws },
      },
    });
    for (const stack of auto) expect(enrolledAccounts(stack)).toEqual([]);
    const east = auto.find(({ name }) => name === "us-east-1")!;
    expect(resourcesOf(east, "aws_guardduty_organization_configuration")[0]).toMatchObject({
      auto_enable_organization_members: "ALL",
    });
  });
});

describe("a project with state in S3", () => {
  it("locks with S3 itself and keys by the config's name", () => {
    const project = acme();
    const organization = {
      ...project.config.organizations.aws!,
      state: { s3: { bucket: "b", region: "eu-west-1", profile: "state" } },
    };
    const [stack] = synthesize({
      ...project,
      config: { ...project.config, organizations: { aws: organization } },
    }).filter(({ name }) => name === "eu-west-1");
    expect(stack!.terraform["backend"]!.s3).toEqual({
      bucket: "b",
      region: "eu-west-1",
      key: "orgduty/acme/eu-west-1.tfstate",
      encrypt: true,
      profile: "state",
      use_lockfile: true,
    });
  });
});
