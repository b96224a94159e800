import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { partitionOf, type Partition } from "../../aws/partitions";
import type { Region } from "../../config/regions";
import { buildForwarderBundle } from "../../lambda-src/bundle";
import { startLocalAws, type LocalAws } from "../../local-aws/start";
import type { Project } from "../../organization/load-project";
import { gapsOf, verify } from "../../verification/verify";
import { deployGuardDuty } from "../support/deployed/guardduty";
import { deployPipeline } from "../support/deployed/pipeline";
import { acme, resourcesOf } from "../support/fleet";
import { hub } from "../support/forwarding-fleets";

/** The hub's key is not in the local AWS: the customer key of another account would not be either. */
function withoutKey(project: Project): Project {
  const { organizations } = project.config;
  const { kmsKeyArn: _, ...forwarding } = organizations.aws!.forwarding!;
  return {
    ...project,
    config: { ...project.config, organizations: { aws: { ...organizations.aws!, forwarding } } },
  };
}

const EXAMPLES: readonly (readonly [string, Project, readonly Region[]])[] = [
  ["acme, its home region first", acme(), ["us-east-1", "eu-west-1", "cn-north-1"]],
  [
    "a hub in a VPC, with two regions behind it",
    withoutKey(hub()),
    ["eu-central-1", "eu-west-1", "us-east-1"],
  ],
];

describe.each(EXAMPLES)("Verify of an intact deployment of %s", (_name, project, regions) => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-intact-"));
  let aws: LocalAws;

  afterAll(async () => {
    await aws?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("finds no gap, reads everything, and stays within 60 calls a region", async () => {
    const guardDuty = { delays: { firstDelegationMs: 0, verificationMs: 0 } };
    aws = await startLocalAws({ folder, guardDuty });
    const zip = readFileSync(buildForwarderBundle(join(folder, "forwarder.zip")).path);
    const { config, snapshots } = project;
    const resources = resourcesOf(project, zip);
    for (const snapshot of Object.values(snapshots)) await aws.seed(snapshot);
    for (const region of regions) {
      const partition: Partition = partitionOf(region);
      const organization = config.organizations[partition]!;
      const place = { endpoint: aws.url, config, organization, region, resources };
      await deployGuardDuty(place, snapshots[partition]!);
      await deployPipeline(place, { zip, secret: JSON.stringify({ token: "t" }) });
    }
    const verification = await verify({ ...project, regions, resources, endpoint: aws.url });
    expect(verification.unread).toEqual([]);
    expect(gapsOf(verification)).toEqual([]);
    expect(verification.regions.map(({ calls }) => calls).filter((calls) => calls > 60)).toEqual([]);
  });
});
