import { join, resolve } from "node:path";
import { readdirSync } from "node:fs";
import { loadProject, type Project } from "../../organization/load-project";
import { REGIONS, type Region } from "../../config/regions";
import { partitionOf } from "../../aws/partitions";
import { MAX_NAME_LENGTH } from "../../config/names";
import { acme, synthesize, type Resource, type SynthesizedStack } from "../support/fleet";
import fc from "../support/fast-check";
import { acmeWith } from "../support/forwarding-fleets";

/**
 * What AWS knows a resource by, within account and region. A type that is in neither list fails the test: somebody has to decide whether
 * it has a name.
 */
const NAMED: Readonly<Record<string, (resource: Resource) => string>> = {
  aws_cloudwatch_event_bus: ({ name }) => String(name),
  aws_cloudwatch_event_rule: ({ name, event_bus_name }) =>
    `${typeof event_bus_name === "string" ? event_bus_name : "default"}/${String(name)}`,
  aws_cloudwatch_log_group: ({ name }) => String(name),
  aws_cloudwatch_metric_alarm: ({ alarm_name }) => String(alarm_name),
  aws_iam_role: ({ name }) => String(name),
  aws_lambda_function: ({ function_name }) => String(function_name),
  aws_scheduler_schedule: ({ name, group_name }) => `${String(group_name)}/${String(name)}`,
  aws_secretsmanager_secret: ({ name }) => String(name),
  aws_sqs_queue: ({ name }) => String(name),
};

/** Parts of something named above, and what an account has once a region: its stack alone names it. */
const NAMELESS = [
  "aws_cloudwatch_event_bus_policy",
  "aws_cloudwatch_event_target",
  "aws_guardduty_detector",
  "aws_guardduty_detector_feature",
  "aws_guardduty_member",
  "aws_guardduty_organization_admin_account",
  "aws_guardduty_organization_configuration",
  "aws_guardduty_organization_configuration_feature",
  "aws_iam_role_policy",
  "aws_lambda_event_source_mapping",
  "aws_lambda_function_event_invoke_config",
  "aws_sqs_queue_policy",
  "aws_sqs_queue_redrive_allow_policy",
];

const GLOBAL = /^aws_iam_/;

/** Every name that a stack owns in AWS: account, region, type and name. */
function ownedBy(stack: SynthesizedStack): string[] {
  const places = new Map(
    stack.provider.aws.map(
      ({
        alias,
        region,
        allowed_account_ids: [account] = [],
      }: Resource & { allowed_account_ids?: string[] }) => [
        `aws.${String(alias)}`,
        { region: String(region), account: String(account) },
      ],
    ),
  );
  return Object.entries(stack.resource).flatMap(([type, resources]) => {
    const nameOf = NAMED[type];
    if (!nameOf && !NAMELESS.includes(type))
      throw new Error(`${type}: say in this test what names it in AWS`);
    return Object.values(resources).flatMap((resource) => {
      const { region, account } = places.get(String(resource.provider))!;
      return nameOf
        ? [[account, GLOBAL.test(type) ? "global" : region, type, nameOf(resource)].join(" ")]
        : [];
    });
  });
}

/** Names that two stacks own, among the stacks of one config or of a config before and after a change. */
function ownedTwice(...fleets: (readonly SynthesizedStack[])[]): string[] {
  const owners = new Map<string, string>();
  const found: string[] = [];
  for (const stack of fleets.flat()) {
    for (const name of ownedBy(stack)) {
      const owner = owners.get(name) ?? stack.name;
      if (owner !== stack.name) found.push(`${name}: ${owner} and ${stack.name}`);
      owners.set(name, owner);
    }
  }
  return found;
}

const EXAMPLES = resolve(__dirname, "../../examples");
const HUB = { topology: "hub", hub: { reason: "one address", owner: "sec" } } as const;

interface Shape {
  readonly regions: readonly Region[];
  readonly isHub: boolean;
  readonly home: number;
  readonly hasSecret: boolean;
}

const shapes = fc.record<Shape>({
  regions: fc
    .subarray(
      REGIONS.filter((region) => partitionOf(region) === "aws"),
      { minLength: 1, maxLength: 4 },
    )
    .map((regions) => [...regions]),
  isHub: fc.boolean(),
  home: fc.nat(3),
  hasSecret: fc.boolean(),
});

function projectOf({ regions, isHub, home, hasSecret }: Shape, name: string): Project {
  const project = acmeWith(regions, isHub ? HUB : {});
  const organization = project.config.organizations.aws!;
  const homeRegion = regions[home % regions.length]!;
  const { secretName, ...logRelay } = organization.forwarding!.logRelay;
  const forwarding = {
    ...organization.forwarding!,
    logRelay: hasSecret ? { ...logRelay, secretName } : logRelay,
  } as typeof organization.forwarding;
  const aws = { ...organization, homeRegion, canaryRegion: regions[0]!, forwarding } as typeof organization;
  return { ...project, config: { ...project.config, name, organizations: { aws } } };
}

describe("A name in AWS", () => {
  const examples = readdirSync(EXAMPLES);

  it.each(examples)("belongs to one stack of the example %s", (example) => {
    const stacks = synthesize(loadProject(join(EXAMPLES, example, "orgduty.yaml")));
    expect(stacks.flatMap(ownedBy).length).toBeGreaterThan(20);
    expect(ownedTwice(stacks)).toEqual([]);
  });

  it("stays with its stack when topology, home region, regions or secret change", () => {
    fc.assert(
      fc.property(
        shapes,
        shapes,
        fc.constantFrom("acme", "n".repeat(MAX_NAME_LENGTH)),
        (before, after, name) => {
          expect(ownedTwice(synthesize(projectOf(before, name)), synthesize(projectOf(after, name)))).toEqual(
            [],
          );
        },
      ),
      { numRuns: 15 },
    );
  }, 120_000);

  it("is noticed when two stacks own it", () => {
    const [first, second] = synthesize(acme());
    const thief = { ...second!, resource: first!.resource, provider: first!.provider };
    expect(ownedTwice([first!, thief]).length).toBeGreaterThan(0);
  });
});
