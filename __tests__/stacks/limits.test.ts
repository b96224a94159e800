import { mkdtempSync, cpSync, rmSync, writeFileSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse, stringify } from "yaml";
import { limitBreaches } from "../../aws/resource-limits";
import type { JsonObject } from "../../aws/json";
import { loadProject, type Project } from "../../organization/load-project";
import { acme, synthesize, type SynthesizedStack } from "../support/fleet";
import { hub } from "../support/forwarding-fleets";
import fc from "../support/fast-check";
import { validConfigs } from "../support/valid-configs";
import { REGIONS } from "../../config/regions";

/** What of a fleet AWS would refuse: the tags that its providers put on everything are every resource's. */
function breachesOf(stacks: readonly SynthesizedStack[]): string[] {
  return stacks.flatMap(({ resource, provider }) => {
    const [defaults] = (provider.aws[0]?.default_tags ?? []) as { tags?: JsonObject }[];
    return Object.entries(resource).flatMap(([type, byName]) =>
      Object.values(byName).flatMap((one) =>
        limitBreaches(type, { ...(one as JsonObject), tags_all: defaults?.tags }),
      ),
    );
  });
}

const EXAMPLE = resolve(__dirname, "../../examples/acme");

/** Acme's accounts under a config with other keys, read as a person's file is. */
function acmeSaying(changes: Record<string, unknown>): Project {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-limits-"));
  try {
    cpSync(EXAMPLE, folder, { recursive: true, filter: (source) => !source.includes(".orgduty") });
    const path = join(folder, "orgduty.yaml");
    writeFileSync(path, stringify({ ...(parse(readFileSync(path, "utf8")) as object), ...changes }));
    return loadProject(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const vpc = { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-0123456789abcdef0"] };
const everywhere = Object.fromEntries(REGIONS.map((region) => [region, vpc]));
const key = "arn:aws:kms:us-east-1:222222222222:key/mrk-0123456789abcdef0123456789abcdef";
const relay = (secretName: string) => ({
  protocol: "https",
  url: "https://relay.acme.example/ingest",
  authentication: "bearer",
  secretName,
});

describe("AWS's limits", () => {
  it.each([
    ["acme", acme()],
    ["the hub", hub()],
  ])("hold in every stack of %s", (_, project) => {
    expect(breachesOf(synthesize(project))).toEqual([]);
  });

  it("hold for the longest name, a VPC and a key in every region, and a long secret's name", () => {
    const stacks = synthesize(
      acmeSaying({
        name: "n".repeat(32),
        organizations: onlyAws(),
        regions: { exclude: { "cn-north-1": { reason: "no accounts there", owner: "security" } } },
        forwarding: { logRelay: relay("s".repeat(512)), kmsKeyArn: key, vpc: withoutChina() },
      }),
    );
    expect(breachesOf(stacks)).toEqual([]);
    expect(stacks.some(({ text }) => text.includes("arn:aws:sqs:*:222222222222:"))).toBe(true);
  });

  it("hold for any config that is accepted", () => {
    fc.assert(
      fc.property(validConfigs, (changes) => {
        expect(breachesOf(synthesize(acmeSaying({ ...changes, organizations: onlyAws() })))).toEqual([]);
      }),
      { numRuns: process.env.ORGDUTY_TEST_ALL ? 200 : 6 },
    );
  }, 600_000);
});

function onlyAws(): object {
  const { organizations } = parse(readFileSync(join(EXAMPLE, "orgduty.yaml"), "utf8")) as {
    organizations: { aws: object };
  };
  return { aws: organizations.aws };
}

function withoutChina(): object {
  return Object.fromEntries(Object.entries(everywhere).filter(([name]) => !name.startsWith("cn-")));
}
