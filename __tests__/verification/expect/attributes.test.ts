import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { partitionOf } from "../../../aws/partitions";
import { UNKNOWN } from "../../../intent/expected-stack";
import type { Project } from "../../../organization/load-project";
import { isCompared, resourceGaps } from "../../../verification/compare/compare-resource";
import { expectedIn, type Expected } from "../../../verification/expect/region-expectation";
import { KINDS } from "../../../verification/kinds/kinds";
import fc from "../../support/fast-check";
import { acme, resourcesOf } from "../../support/fleet";
import { acmeWith, hub } from "../../support/forwarding-fleets";

const page = readFileSync(resolve(__dirname, "../../../docs/verifying.md"), "utf8");
const table = new Set(
  [...page.matchAll(/^\| `(aws_\w+)` +\| `(\w+)` +\|/gm)].map(
    ([, type, attribute]) => `${type}.${attribute}`,
  ),
);

/** Every setting that leads to an attribute of its own. */
const EVERYTHING = acmeWith(["us-east-1", "eu-west-1"], {
  alarmTopicArn: "arn:aws:sns:us-east-1:222222222222:soc",
  kmsKeyArn: "arn:aws:kms:us-east-1:222222222222:key/mrk-1",
  reservedConcurrency: 5,
  vpc: { "eu-west-1": { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] } },
});

/** What every region of a project should hold. */
function everywhere(project: Project): Expected[] {
  const resources = resourcesOf(project);
  return project.config.regions.flatMap((region) => {
    const { administratorAccountId } = project.config.organizations[partitionOf(region)]!;
    return expectedIn(resources, { region, administratorAccountId });
  });
}

/** Every leaf of a value is something else, one at a time. */
function otherwise(value: unknown): unknown[] {
  if (Array.isArray(value))
    return [[...value, "more"], value.slice(1)].filter((one) => one.length !== value.length);
  if (typeof value === "object" && value !== null)
    return [
      { ...value, more: "more" },
      ...Object.entries(value).flatMap(([name, one]) =>
        otherwise(one).map((other) => ({ ...value, [name]: other })),
      ),
    ];
  if (typeof value === "boolean") return [!value];
  if (typeof value === "number") return [value + 1, 0, -1].filter((one) => one !== value);
  return [`${String(value)}x`, undefined];
}

describe.each([
  ["acme", acme()],
  ["hub", hub()],
  ["every setting", EVERYTHING],
])("Every attribute of every resource of %s", (_, project) => {
  const expected = everywhere(project);

  it("is compared with AWS, or stands in the table of docs/verifying.md with its reason", () => {
    const silent = expected.flatMap((one) =>
      Object.keys(one.attributes)
        .filter((name) => !isCompared(name, one, KINDS[one.type]!))
        .map((name) => `${one.type}.${name}`),
    );
    expect([...new Set(silent)].filter((name) => !table.has(name))).toEqual([]);
  });

  it("is known before it is read, if it is compared", () => {
    const unknown = expected.flatMap((one) =>
      Object.entries(one.attributes)
        .filter(([name, value]) => isCompared(name, one, KINDS[one.type]!) && holdsUnknown(value))
        .map(([name]) => `${one.address}.${name}`),
    );
    expect(unknown).toEqual([]);
  });

  it("opens a gap that names it, whatever it is changed to", () => {
    const silent = expected.flatMap((one) => {
      const kind = KINDS[one.type]!;
      const live = { ...kind.defaults, ...one.attributes, tags: one.provider.defaultTags };
      return Object.entries(live)
        .filter(([name]) => isCompared(name, one, kind))
        .flatMap(([name, value]) => otherwise(value).map((other) => [name, other] as const))
        .filter(([name, other]) => {
          const gaps = resourceGaps(one, kind, { ...live, [name]: other });
          return !gaps.some(({ attribute = "" }) => attribute === name || attribute.startsWith(`${name}.`));
        })
        .map(([name, other]) => `${one.address}.${name} = ${JSON.stringify(other)}`);
    });
    expect(silent).toEqual([]);
  });

  it("opens a gap if it is set where the stack leaves it empty", () => {
    fc.assert(
      fc.property(fc.constantFrom(...expected), fc.string({ minLength: 1 }), (one, value) => {
        const kind = KINDS[one.type]!;
        const live = { ...kind.defaults, ...one.attributes, foreign: `x${value}` };
        expect(resourceGaps(one, kind, live).map(({ attribute }) => attribute)).toEqual(["foreign"]);
      }),
      { numRuns: 200 },
    );
  });
});

describe("The table of docs/verifying.md", () => {
  it("names no attribute that is compared", () => {
    const excused = Object.entries(KINDS).flatMap(([type, { notCompared = {} }]) =>
      Object.keys(notCompared).map((name) => `${type}.${name}`),
    );
    const ignored = everywhere(acme()).flatMap(({ type, ignoredChanges }) =>
      ignoredChanges.map((name) => `${type}.${name}`),
    );
    expect([...table].filter((name) => ![...excused, ...ignored].includes(name))).toEqual([]);
  });
});

function holdsUnknown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return value === UNKNOWN;
  return Object.values(value).some(holdsUnknown);
}
