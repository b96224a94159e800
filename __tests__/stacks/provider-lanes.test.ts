import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROVIDER_DIFFERENCES, providerHas } from "../../aws/provider-differences";
import { MADE_TYPES } from "../../plan-review/judge/process/known-types";
import { hub } from "../support/forwarding-fleets";
import { acme, synthesize, type SynthesizedStack } from "../support/fleet";
import { ROOT } from "../support/orgduty";
import { argumentsIn, unknownIn, type Arguments } from "../support/provider-lanes/bindings";

type Lane = Readonly<Record<string, Arguments>>;
const BINDINGS = join(ROOT, "node_modules/@cdktf/provider-aws");
const installed = Object.fromEntries(MADE_TYPES.map((type) => [type, argumentsIn(BINDINGS, type)]));
const newest = JSON.parse(
  readFileSync(join(__dirname, "../support/provider-lanes/aws-6.66.0.json"), "utf8"),
) as { readonly version: string; readonly types: Lane };

/**
 * What provider 6 calls deprecated of the types that orgduty makes. The bindings do not say so: read in the provider's own
 * schema as @pulumi/aws 7.14.0 repeats it, and in the documentation of aws_iam_role, on 2026-11-27.
 */
const DEPRECATED: Readonly<Record<string, readonly string[]>> = {
  aws_cloudwatch_event_rule: ["is_enabled"],
  aws_guardduty_detector: ["datasources"],
  aws_guardduty_organization_configuration: ["datasources"],
  aws_iam_role: ["inline_policy", "managed_policy_arns"],
};

const demanding = (): ReturnType<typeof acme> => {
  const project = acme();
  const { aws, ...others } = project.config.organizations;
  const iam = { permissionsBoundary: "arn:aws:iam::222222222222:policy/edge", path: "/security/" };
  return { ...project, config: { ...project.config, organizations: { ...others, aws: { ...aws!, iam } } } };
};
const stacks = [...synthesize(demanding()), ...synthesize(hub())];

/** Every resource of every stack, as `type.name` and its body. */
const resources = stacks.flatMap(({ resource }: SynthesizedStack) =>
  Object.entries(resource).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, body]) => ({ type, name, body })),
  ),
);

function unknown(lane: Lane): string[] {
  return resources.flatMap(({ type, name, body }) =>
    unknownIn(body, lane[type] ?? {}).map((path) => `${type}.${name}: ${path}`),
  );
}

describe.each([
  ["6.25.0, which the types are checked against", "6.25.0", installed],
  ["6.66.0, the newest that was read", newest.version, newest.types],
])("Provider %s", (_, version, lane) => {
  it("takes every argument of every synthesized resource", () => {
    expect(Object.keys(lane).sort()).toEqual([...new Set(resources.map(({ type }) => type))].sort());
    expect(unknown(lane as Lane)).toEqual([]);
  });

  it("has a region where the table of differences says so, and no stack sets it", () => {
    expect(providerHas("regionArgument", version)).toBe(true);
    const global = ["aws_iam_role", "aws_iam_role_policy"];
    for (const [type, taken] of Object.entries<Arguments>(lane))
      expect([type, Object.hasOwn(taken, "region")]).toEqual([type, !global.includes(type)]);
    expect(resources.filter(({ body }) => "region" in body)).toEqual([]);
  });

  it("still knows what it calls deprecated, none of which a stack sets", () => {
    for (const [type, names] of Object.entries(DEPRECATED))
      for (const name of names) {
        expect(lane[type]).toHaveProperty(name);
        expect(resources.filter((one) => one.type === type && name in one.body)).toEqual([]);
      }
  });
});

describe("The bindings", () => {
  it("are those of the version that is named here", () => {
    const { cdktf } = JSON.parse(readFileSync(join(BINDINGS, "package.json"), "utf8")) as {
      cdktf: { provider: { version: string } };
    };
    expect(cdktf.provider.version).toBe("6.25.0");
  });

  it("have a set of agent settings where the table of differences says so", () => {
    const kindIn = (folder: string) =>
      /additional_configuration: \{[^}]*?type: "(\w+)"/.exec(
        readFileSync(join(BINDINGS, "lib", folder, "index.js"), "utf8"),
      )?.[1];
    expect(kindIn("guardduty-detector-feature")).toBe("set");
    expect(kindIn("guardduty-organization-configuration-feature")).toBe("list");
    expect(kindIn("guardduty-member-detector-feature")).toBe("list");
    expect(providerHas("agentSettingsAreASet", "6.25.0")).toBe(true);
  });

  it("are read down to the arguments of blocks, and an unknown one is found there", () => {
    const queue = {
      name: "a",
      region: "b",
      timeouts: { create: "1m", never: "1m" },
      fifo: true,
      tags: { any: "c" },
    };
    expect(unknownIn(queue, installed.aws_sqs_queue!)).toEqual(["timeouts.never", "fifo"]);
    const target = { input_transformer: [{ input_template: "a", input_pathes: {} }], lifecycle: {} };
    expect(unknownIn(target, installed.aws_cloudwatch_event_target!)).toEqual([
      "input_transformer.input_pathes",
    ]);
  });
});

describe("providerHas", () => {
  it.each([
    ["5.100.0", false],
    ["6.55.9", false],
    ["6.56.0", true],
    ["6.56.1", true],
    ["6.100.0", true],
    ["7.0.0", true],
    ["unknown", false],
  ])("knows whether %s has AI_PROTECTION", (version, has) => {
    expect(providerHas("AI_PROTECTION", version)).toBe(has);
  });

  it("knows no version that has what no version is known to have", () => {
    expect(PROVIDER_DIFFERENCES.RDS_DATA_RISK.since).toBeUndefined();
    expect(providerHas("RDS_DATA_RISK", "6.66.0")).toBe(false);
  });
});
