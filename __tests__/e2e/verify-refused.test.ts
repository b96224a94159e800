import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DisableRuleCommand, EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { buildForwarderBundle } from "../../lambda-src/bundle";
import { startLocalAws, type LocalAws } from "../../local-aws/start";
import { gapsOf, verify } from "../../verification/verify";
import { deployGuardDuty } from "../support/deployed/guardduty";
import { deployPipeline } from "../support/deployed/pipeline";
import { acting, type Place } from "../support/deployed/place";
import { acme, resourcesOf } from "../support/fleet";
import { refusingProxy, type RefusingProxy } from "../support/refusing-proxy";

/** A read that is refused, and the one part that is then not verified. */
const READS: readonly (readonly [string, RegExp, RegExp])[] = [
  ["the delegation", /^GET \/admin /, /^delegated administrator$/],
  ["a detector", /^GET \/detector\/\w+ /, /^detector of the (administrator|management account)$/],
  ["the organization's configuration", /^GET \/detector\/\w+\/admin /, /^organization configuration$/],
  ["the members", /^GET \/detector\/\w+\/member/, /^members$/],
  ["the members' plans", /member\/detector\/get /, /^protection plans of \d+ members/],
  ["the publishing destinations", /publishingDestination/, /^publishing destinations$/],
  ["the trusted IP lists", /\/ipset/, /^trusted IP lists$/],
  ["the threat lists", /\/threatintelset/, /^threat lists$/],
  ["whether agents report", /coverage\/statistics/, /^runtime agents$/],
  ["the malware plans of buckets", /malware-protection-plan/, /^malware protection plans$/],
  ["trusted access", /ListAWSServiceAccess/, /^trusted access of services$/],
  ["organization policies", /ListPolicies/, /^policies of the type GUARDDUTY_POLICY$/],
  ["a rule's targets", /ListTargetsByRule/, /^targets of rule /],
  ["the schedule of heartbeats", /^GET \/schedules\//, /^schedule /],
  ["the rules", /\.ListRules/, /^rules of bus default$/],
  ["the queues", /GetQueueAttributes/, /^queue /],
  ["tags", /ListQueueTags/, /^tags of queue /],
  ["the function", /^GET \/2015-03-31\/functions\/[\w-]+ /, /^function /],
  ["the alarms", /DescribeAlarms/, /^alarms$/],
  ["the log group", /DescribeLogGroups/, /^log group /],
  ["the secret", /DescribeSecret/, /^secret /],
  ["the secret's value", /GetSecretValue/, /^value of secret /],
];

describe("Verify of a deployed region", () => {
  const project = acme();
  const folder = mkdtempSync(join(tmpdir(), "orgduty-refused-"));
  let aws: LocalAws;
  let proxy: RefusingProxy;
  let place: Place;

  beforeAll(async () => {
    aws = await startLocalAws({ folder, guardDuty: { delays: { firstDelegationMs: 0 } } });
    proxy = await refusingProxy(aws.url);
    const { config, snapshots } = project;
    await aws.seed(snapshots.aws!);
    const zip = readFileSync(buildForwarderBundle(join(folder, "forwarder.zip")).path);
    const organization = config.organizations.aws!;
    const resources = resourcesOf(project, zip);
    place = { endpoint: proxy.url, config, organization, region: "eu-west-1", resources };
    await deployGuardDuty(place, snapshots.aws!);
    await deployPipeline(place, { zip, secret: '{"token":"t"}' });
    const client = new EventBridgeClient(acting(place));
    await client.send(new DisableRuleCommand({ Name: "acme-guardduty-findings" }));
    client.destroy();
  });

  afterAll(async () => {
    proxy?.stop();
    await aws?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const verified = () =>
    verify({ ...project, resources: place.resources, regions: ["eu-west-1"], endpoint: proxy.url });

  it.each(READS)("leaves only that part unread if %s may not be read", async (_, what, part) => {
    proxy.refuse(what);
    const verification = await verified();
    const parts = verification.unread.map((one) => ("part" in one ? one.part : "everything"));
    expect(parts.length).toBeGreaterThan(0);
    expect(parts.filter((one) => !part.test(one))).toEqual([]);
    const reasons = gapsOf(verification).map(({ reason }) => reason);
    expect(reasons).toEqual(what.test(" .ListRules") ? [] : ["RULE_DISABLED"]);
  });

  it("says once that nothing at all may be read", async () => {
    proxy.refuse(/./);
    const { regions, unread } = await verified();
    expect([regions, unread.length]).toEqual([[], 4]);
    expect(unread.flatMap((one) => ("partition" in one ? one.part : [])).sort()).toEqual([
      "accounts newer than the snapshot",
      "policies of the type GUARDDUTY_POLICY",
      "trusted access of services",
    ]);
    expect(unread[3]).toMatchObject({ region: "eu-west-1", error: "AccessDeniedException: not authorized" });
  });
});
