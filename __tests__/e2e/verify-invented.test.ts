import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildForwarderBundle } from "../../lambda-src/bundle";
import { startLocalAws, type LocalAws } from "../../local-aws/start";
import { gapsOf, verify } from "../../verification/verify";
import { deployGuardDuty } from "../support/deployed/guardduty";
import { deployPipeline } from "../support/deployed/pipeline";
import { acme, resourcesOf } from "../support/fleet";
import type { BrokenPlace } from "./verify-faults/fault";
import { INVENTED_FAULTS } from "./verify-invented/faults";
import { VARIATIONS } from "./verify-invented/variations";

describe("Verify of what nobody seeded", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-invented-"));
  const project = acme();
  let aws: LocalAws;
  let place: BrokenPlace;

  beforeAll(async () => {
    aws = await startLocalAws({ folder, guardDuty: { delays: { firstDelegationMs: 0, verificationMs: 0 } } });
    const { config, snapshots } = project;
    const snapshot = snapshots.aws!;
    await aws.seed(snapshot);
    const zip = readFileSync(buildForwarderBundle(join(folder, "forwarder.zip")).path);
    const organization = config.organizations.aws!;
    const resources = resourcesOf(project, zip);
    const there = { endpoint: aws.url, config, organization, region: "eu-west-1", resources } as const;
    const detectorId = await deployGuardDuty(there, snapshot);
    await deployPipeline(there, { zip, secret: JSON.stringify({ token: "t" }) });
    place = { ...there, detectorId, snapshot, zip };
  }, 240_000);

  afterAll(async () => {
    await aws?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function gaps() {
    const { resources, region, endpoint } = place;
    const verification = await verify({ ...project, resources, regions: [region], endpoint });
    expect(verification.unread).toEqual([]);
    return gapsOf(verification).map(({ reason, plan, resource, attribute }) => ({
      ...{ reason, attribute },
      names: [plan, resource, resource?.split(" ")[1]],
    }));
  }

  it.each(INVENTED_FAULTS.map((fault) => [fault.what, fault] as const))("names %s", async (_, fault) => {
    const { reason, names, attribute } = fault;
    await fault.break(place);
    const found = await gaps();
    await fault.mend!(place);
    const named = expect.arrayContaining([names]) as unknown;
    const gap = { reason, names: named, ...(attribute && { attribute }) };
    expect(found).toEqual(expect.arrayContaining([expect.objectContaining(gap)]));
    expect(found.filter((gap) => !gap.names.includes(names))).toEqual([]);
  });

  it.each(VARIATIONS.map((one) => [one.what, one] as const))("says nothing of %s", async (_, { make }) => {
    await make(place);
    expect(await gaps()).toEqual([]);
  });
});
