import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { partitionOf } from "../../aws/partitions";
import { REGIONS, type Region } from "../../config/regions";
import type { ExpectedResource } from "../../intent/expected-stack";
import { buildForwarderBundle } from "../../lambda-src/bundle";
import { startLocalAws, type LocalAws } from "../../local-aws/start";
import type { Gap } from "../../verification/compare/gap";
import { gapsOf, verify } from "../../verification/verify";
import { deployGuardDuty } from "../support/deployed/guardduty";
import { deployPipeline } from "../support/deployed/pipeline";
import { acme, resourcesOf } from "../support/fleet";
import { ALARM_FAULTS } from "./verify-faults/alarm-faults";
import { DELIVERY_FAULTS } from "./verify-faults/delivery-faults";
import type { BrokenPlace, Fault } from "./verify-faults/fault";
import { DECLARED_FAULTS } from "./verify-faults/declared-faults";
import { UNEXPECTED_FAULTS } from "./verify-faults/unexpected-faults";
import { EXPORT_FAULTS } from "./verify-faults/export-faults";
import { GUARDDUTY_FAULTS } from "./verify-faults/guardduty-faults";
import { KEY_FAULTS } from "./verify-faults/key-faults";
import { ORGANIZATION_FAULTS } from "./verify-faults/organization-faults";
import { QUEUE_FAULTS } from "./verify-faults/queue-faults";
import { RULE_FAULTS } from "./verify-faults/rule-faults";
import { SETTINGS_FAULTS } from "./verify-faults/settings-faults";
import { SUPPRESSION_FAULTS } from "./verify-faults/suppression-faults";
import { WORKING_FAULTS } from "./verify-faults/working-faults";

const project = acme();
/** Mended faults first in each list: the last of a list takes its region with it. */
const FAULTS = [
  ...ALARM_FAULTS,
  ...RULE_FAULTS,
  ...QUEUE_FAULTS,
  ...DELIVERY_FAULTS,
  ...EXPORT_FAULTS,
  ...KEY_FAULTS,
  ...UNEXPECTED_FAULTS,
  ...DECLARED_FAULTS,
  ...WORKING_FAULTS,
  ...SETTINGS_FAULTS,
  ...SUPPRESSION_FAULTS,
  ...GUARDDUTY_FAULTS,
  // Last: an organization loses no account again.
  ...ORGANIZATION_FAULTS,
];
const TABLE = resolve(__dirname, "../../docs/seeded-faults.md");

describe("Verify", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-faults-"));
  /** The home region has the secret with all its replicas: verify-intact.test.ts deploys that. */
  const free = REGIONS.filter((region) => !["cn-north-1", "us-east-1"].includes(region));
  const rows: string[] = [];
  let aws: LocalAws;
  let zip: Buffer;
  let resources: readonly ExpectedResource[];
  let place: BrokenPlace | undefined;

  beforeAll(async () => {
    const guardDuty = { delays: { firstDelegationMs: 0, verificationMs: 0 } };
    aws = await startLocalAws({ folder, guardDuty });
    for (const snapshot of Object.values(project.snapshots)) await aws.seed(snapshot);
    zip = readFileSync(buildForwarderBundle(join(folder, "forwarder.zip")).path);
    resources = resourcesOf(project, zip);
  });

  afterAll(async () => {
    await aws?.stop();
    rmSync(folder, { recursive: true, force: true });
    if (rows.length === FAULTS.length) writeFileSync(TABLE, tableOf(rows));
  });

  function placeIn(region: Region) {
    const { config, snapshots } = project;
    const partition = partitionOf(region);
    const organization = config.organizations[partition]!;
    return { endpoint: aws.url, config, organization, region, resources, snapshot: snapshots[partition]! };
  }

  async function healthyRegion({ region = free.shift()!, before }: Fault): Promise<BrokenPlace> {
    const there = placeIn(region);
    const detectorId = await deployGuardDuty(there, there.snapshot);
    await deployPipeline(there, { zip, secret: JSON.stringify({ token: "t" }) });
    const place = { ...there, detectorId, zip };
    return before ? before(place) : place;
  }

  async function gapsIn({ config, region, resources }: BrokenPlace, hoursLater = 0): Promise<Gap[]> {
    const now = Date.now() + hoursLater * 3_600_000;
    const verification = await verify({
      ...{ ...project, config, resources, regions: [region], endpoint: aws.url, now },
    });
    expect(verification.unread).toEqual([]);
    return gapsOf(verification);
  }

  it.each(FAULTS.map((fault) => [fault.what, fault] as const))("names %s", async (_, fault) => {
    const here = place ?? (await healthyRegion(fault));
    place = undefined;
    const { beforehand = [] } = fault;
    expect((await gapsIn(here)).map(({ reason }) => reason)).toEqual(beforehand);
    await fault.break(here);
    const gaps = await gapsIn(here, fault.hoursLater);
    const named = gaps.find((gap) => isOf(fault, gap));
    expect(gaps).toEqual(expect.arrayContaining([expect.objectContaining({ reason: fault.reason })]));
    expect(named).toBeDefined();
    rows.push(rowOf(fault, named!, gaps.length));
    await fault.mend?.(here);
    if (fault.mend) place = here;
  });
});

function isOf({ reason, names, attribute }: Fault, { account, plan, resource, ...gap }: Gap): boolean {
  if (gap.reason !== reason || (attribute !== undefined && gap.attribute !== attribute)) return false;
  return [account, plan, resource, resource?.split(" ")[1]].includes(names);
}

function rowOf({ what, reason, names }: Fault, { wanted, found, plan }: Gap, count: number): string {
  // What is another text in every run is described instead.
  const same = (text: string) =>
    text.replace(/^https:\/\/[0-9a-f]{32}.*/, "a URL").replace(/^[A-Za-z0-9+/]{43}=$/, "a SHA-256");
  const short = (text: string) =>
    (same(text).length > 40 ? `${text.slice(0, 37)}...` : same(text)).replace(/\|/g, "\\|");
  const cells = [
    what,
    `\`${reason}\``,
    `${plan} ${names === plan ? "" : names}`.trim(),
    short(wanted),
    short(found),
    count,
  ];
  return `| ${cells.join(" | ")} |`;
}

function tableOf(rows: readonly string[]): string {
  return `# Seeded faults

What \`orgduty verify\` calls each of ${rows.length} ways to break a deployed region behind Terraform's back. Written by the run of
\`__tests__/e2e/verify-faults.test.ts\`, which also sees that verify raises nothing before each fault. One fault may open
several gaps: a member that left has none of its plans. Texts over 40 characters are cut here.

| fault | reason | of | wanted | found | gaps |
| --- | --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
}
