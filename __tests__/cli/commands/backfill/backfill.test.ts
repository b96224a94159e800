import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { run } from "../../../../cli/commands/backfill/backfill";
import { SENT_AGAIN } from "../../../../lambda-src/finding-forwarder/environment";
import { readEvent } from "../../../../lambda-src/finding-forwarder/event/forwarded-event";
import { toLogRecord } from "../../../../lambda-src/finding-forwarder/report/log-record";
import { envelope, findingDetail } from "../../../lambda-src/finding-forwarder/factories";
import { changedExample } from "../../changed-example";
import { recordedIo } from "../../terminal/recorded-io";
import { AwsStub } from "../redrive/aws-stub";

const config = resolve(__dirname, "../../../../examples/acme/orgduty.yaml");
const queue = "eu-west-1/acme-guardduty-findings";

const wire = (overrides: object = {}) => JSON.stringify(findingDetail(overrides));

/** Members whose names or values the SDK has otherwise than the wire. */
const WIRE_ONLY = {
  resourceType: "S3Bucket",
  s3BucketDetails: [{ name: "b", createdAt: 1513612692.5 }],
  instanceDetails: { productCodes: [{ productCodeId: "code", productCodeType: "marketplace" }] },
  ecsClusterDetails: { taskDetails: { arn: "a", createdAt: 1513612692, startedAt: 1513612693 } },
  eksClusterDetails: { name: "c", createdAt: 1513612692 },
  lambdaDetails: { functionName: "f", lastModifiedAt: 1513612692 },
  kubernetesDetails: { kubernetesWorkloadDetails: { name: "w", type: "pods" } },
  sourceIPs: ["198.51.100.7"],
  geoLocation: { lat: 1.5, lon: 2.5 },
  account: { uid: "012345678901", account: "name" },
};

/** What `verify --reconcile --json` prints, in a file. */
function reportFile(regions: readonly object[]): string {
  const file = join(mkdtempSync(join(tmpdir(), "orgduty-report-")), "report.json");
  writeFileSync(file, JSON.stringify({ name: "acme", reconciliation: { regions } }));
  return file;
}

describe("orgduty backfill", () => {
  let aws: AwsStub;
  let url = "";
  beforeEach(async () => {
    aws = new AwsStub();
    url = await aws.start();
    aws.findings.set("eu-west-1", [wire(), wire({ id: "f2" })]);
  });
  afterEach(() => aws.stop());
  const io = () => recordedIo("/", { ORGDUTY_LOCAL_AWS_URL: url });
  const options = { config, region: ["eu-west-1"], aws: "local", since: "7d" };

  it("makes the record, under the key, that the event would have made", async () => {
    await run({ ...options, yes: true }, io());
    const mark = { [SENT_AGAIN]: { DataType: "String", StringValue: "true" } };
    expect(aws.marks).toEqual(Array(2).fill(mark));
    const [sent] = aws.bodies(queue).map(readEvent);
    const published = readEvent(JSON.stringify(envelope(findingDetail())));
    if (!sent || "rejected" in sent || "rejected" in published) throw new Error("a finding was refused");
    const [record, original] = [sent.event, published.event].map((event) => toLogRecord(event, "guardduty"));
    expect(record!.key).toBe(original!.key);
    expect(JSON.parse(record!.text).finding).toEqual(JSON.parse(original!.text).finding);
    expect(JSON.parse(record!.text)).toMatchObject({ accountId: "012345678901", region: "eu-west-1" });
  });

  it("sends the finding as it is on the wire, where the SDK has other names, dates and numbers", async () => {
    aws.findings.set("eu-west-1", [
      wire({ resource: WIRE_ONLY }).replace('"severity":5', '"severity":5.0, "uid":12345678901234567890'),
    ]);
    await run({ ...options, yes: true }, io());
    const [sent] = aws.bodies(queue).map(readEvent);
    if (!sent || "rejected" in sent) throw new Error("the finding was refused");
    expect(sent.event.detailText).toBe(aws.findings.get("eu-west-1")![0]);
  });

  it("leaves out what the config's filters leave out", async () => {
    const filters = '  minimumSeverity: 7\n  findingTypes: ["CryptoCurrency:"]\n';
    const filtered = changedExample((yaml) => yaml.replace("  topology: regional\n", filters));
    const type = "CryptoCurrency:EC2/BitcoinTool.B";
    aws.findings.set("eu-west-1", [
      wire({ severity: 8 }),
      wire({ id: "low", type }),
      wire({ id: "picked", severity: 8, type }),
    ]);
    const said = io();
    await run({ ...options, config: filtered, yes: true }, said);
    expect(aws.bodies(queue)).toEqual([expect.stringContaining('"id":"picked"')]);
    expect(said.errLines).toEqual(["eu-west-1: 1 findings, 2 more left out by the filters"]);
    expect(said.outLines).toEqual(["1 of 1 findings sent to their queues"]);
  });

  it("sends nothing by itself", async () => {
    const { since: _, ...rest } = options;
    await expect(run({ ...rest, yes: true }, io())).rejects.toThrow(/--since TIME, or --from-report FILE/);
  });

  it("sends what a report names, and names what GuardDuty no longer has", async () => {
    const missing = [{ id: "f2" }, { id: "gone" }];
    const said = io();
    const report = reportFile([{ region: "eu-west-1", missing }]);
    const { since: _, ...rest } = options;
    expect(await run({ ...rest, region: [], fromReport: report, yes: true }, said)).toBe(1);
    expect(aws.bodies(queue)).toEqual([expect.stringContaining('"id":"f2"')]);
    expect(said.outLines).toEqual(["1 of 1 findings sent to their queues"]);
    expect(said.errLines).toContain("eu-west-1: gone was not sent: GuardDuty no longer has it");
  });

  it("has nothing to do for a report in which nothing is missing", async () => {
    const said = io();
    const { since: _, ...rest } = options;
    const report = reportFile([{ region: "eu-west-1", missing: [] }]);
    expect(await run({ ...rest, fromReport: report }, said)).toBe(0);
    expect(said.outLines).toEqual(["0 of 0 findings sent to their queues"]);
  });

  it("names a finding that is too long for SQS, and sends all others", async () => {
    const long = "x".repeat(300_000);
    aws.findings.set("eu-west-1", [wire({ id: "long", description: long }), wire()]);
    aws.findings.set("us-east-1", [wire({ region: "us-east-1" })]);
    const said = io();
    const region = ["eu-west-1", "us-east-1"];
    expect(await run({ ...options, region, yes: true }, said)).toBe(1);
    expect(said.outLines).toEqual(["2 of 3 findings sent to their queues"]);
    expect(said.errLines).toEqual([
      "eu-west-1: 2 findings",
      "eu-west-1: long was not sent: InvalidParameterValue: Message must be shorter than 262144 bytes.",
      "us-east-1: 1 findings",
      expect.stringContaining("fix: "),
    ]);
  });

  it.each([
    [
      "GetQueueUrl",
      "QueueDoesNotExist",
      "has no queue acme-guardduty-findings in eu-west-1\n  fix: plan and apply",
    ],
    ["ListDetectors", "AccessDeniedException", "AccessDeniedException: refused"],
    ["GetFindings", "InternalServerErrorException", "InternalServerErrorException: refused"],
  ])("goes on with other regions where %s fails", async (operation, error, failure) => {
    aws.findings.set("us-east-1", [wire({ region: "us-east-1" })]);
    aws.refusals.set(`eu-west-1/${operation}`, error);
    const said = io();
    const region = ["eu-west-1", "us-east-1"];
    expect(await run({ ...options, region, yes: true, json: true }, said)).toBe(1);
    const [first, second] = JSON.parse(said.outLines.join(""));
    expect(first).toMatchObject({ region: "eu-west-1", sent: 0, failure: expect.stringContaining(failure) });
    expect(second).toEqual({ region: "us-east-1", findings: 1, leftOut: 0, sent: 1, unsent: [] });
  });

  it("asks for findings updated since, not archived, oldest first", async () => {
    await run({ ...options, since: new Date(Date.now() - 3_600_000).toISOString(), dryRun: true }, io());
    expect(aws.listRequests[0]).toMatchObject({
      findingCriteria: {
        criterion: {
          updatedAt: { greaterThanOrEqual: expect.any(Number) },
          "service.archived": { equals: ["false"] },
        },
      },
      sortCriteria: { attributeName: "updatedAt", orderBy: "ASC" },
    });
  });

  it("only counts in a dry run", async () => {
    const said = io();
    await run({ ...options, dryRun: true, json: true }, said);
    expect(JSON.parse(said.outLines.join(""))).toEqual([
      { region: "eu-west-1", findings: 2, leftOut: 0, sent: 0, unsent: [] },
    ]);
    expect(aws.bodies(queue)).toEqual([]);
  });

  it("rejects sending without a terminal and without --yes", async () => {
    await expect(run(options, io())).rejects.toThrow("would be sent again\n  fix: pass --yes");
  });
});
