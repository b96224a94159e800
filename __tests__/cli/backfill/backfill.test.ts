import { resolve } from "node:path";
import { run } from "../../../cli/commands/backfill";
import { readEvent } from "../../../lambda-src/finding-forwarder/forwarded-event";
import { toLogRecord } from "../../../lambda-src/finding-forwarder/log-record";
import { envelope, findingDetail } from "../../lambda-src/finding-forwarder/factories";
import { recordedIo } from "../recorded-io";
import { AwsStub } from "../redrive/aws-stub";

const config = resolve(__dirname, "../../../examples/acme/orgduty.yaml");
const queue = "eu-west-1/acme-guardduty-findings";

describe("orgduty backfill", () => {
  let aws: AwsStub;
  let url = "";
  beforeEach(async () => {
    aws = new AwsStub();
    url = await aws.start();
    aws.findings.set("eu-west-1", [
      findingDetail(),
      findingDetail({
        id: "f2",
        service: { archived: false, additionalInfo: { value: "{}", type: "default" } },
      }),
    ]);
  });
  afterEach(() => aws.stop());
  const io = () => recordedIo("/", { ORGDUTY_LOCAL_AWS_URL: url });
  const options = { config, region: ["eu-west-1"], aws: "local", since: "7d" };

  it("makes the record, under the key, that the event would have made", async () => {
    await run({ ...options, yes: true }, io());
    const [sent] = aws.bodies(queue).map(readEvent);
    const published = readEvent(JSON.stringify(envelope(findingDetail())));
    if (!sent || "rejected" in sent || "rejected" in published) throw new Error("a finding was refused");
    const [record, original] = [sent.event, published.event].map((event) => toLogRecord(event, "guardduty"));
    expect(record!.key).toBe(original!.key);
    expect(JSON.parse(record!.text).finding).toEqual(JSON.parse(original!.text).finding);
    expect(JSON.parse(record!.text)).toMatchObject({ accountId: "012345678901", region: "eu-west-1" });
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
    expect(JSON.parse(said.outLines.join(""))).toEqual([{ region: "eu-west-1", findings: 2 }]);
    expect(aws.bodies(queue)).toEqual([]);
  });

  it("rejects sending without a terminal and without --yes", async () => {
    await expect(run(options, io())).rejects.toThrow("would be sent again\n  fix: pass --yes");
  });
});
