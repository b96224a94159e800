import { UNCOVERED_REGIONS } from "../../../../config/regions";
import { resolve } from "node:path";
import { run } from "../../../../cli/commands/redrive/redrive";
import { SENT_AGAIN } from "../../../../lambda-src/finding-forwarder/environment";
import { recordedIo } from "../../terminal/recorded-io";
import { AwsStub } from "./aws-stub";

const config = resolve(__dirname, "../../../../examples/acme/orgduty.yaml");
const queue = "eu-west-1/acme-guardduty-findings";

const inAMinute = () => new Date().getTime() + 60_000;

describe("orgduty redrive", () => {
  let aws: AwsStub;
  let url = "";
  beforeEach(async () => {
    aws = new AwsStub();
    url = await aws.start();
    aws.put(
      `${queue}-dead`,
      Array.from({ length: 23 }, (_, index) => `dead-${index}`),
    );
    aws.put(`${queue}-unsent`, ["unsent"]);
  });
  afterEach(() => aws.stop());
  const io = () => recordedIo("/", { ORGDUTY_LOCAL_AWS_URL: url });
  const options = { config, region: ["eu-west-1"], aws: "local" };
  const nothingMoved = { region: "eu-west-1", hidden: 0, moved: 0, cameBack: 0 };

  it("moves both kinds of dead letters back into the queue", async () => {
    const said = io();
    expect(await run({ ...options, yes: true }, said)).toBe(0);
    expect(aws.bodies(queue).sort()).toEqual(
      [...Array.from({ length: 23 }, (_, i) => `dead-${i}`), "unsent"].sort(),
    );
    expect([aws.bodies(`${queue}-dead`), aws.bodies(`${queue}-unsent`)]).toEqual([[], []]);
    expect(said.outLines).toEqual(["24 dead letters, 24 moved"]);
    const mark = { [SENT_AGAIN]: { DataType: "String", StringValue: "true" } };
    expect(aws.marks).toEqual(Array(24).fill(mark));
  });

  it("only counts in a dry run", async () => {
    const said = io();
    await run({ ...options, dryRun: true, json: true }, said);
    expect(aws.bodies(queue)).toEqual([]);
    expect(JSON.parse(said.outLines.join(""))).toEqual([
      { ...nothingMoved, queue: "acme-guardduty-findings-dead", messages: 23 },
      { ...nothingMoved, queue: "acme-guardduty-findings-unsent", messages: 1 },
    ]);
  });

  it("loses nothing when it is interrupted, and goes on when started again", async () => {
    aws.sendsLeft = 7;
    const said = io();
    expect(await run({ ...options, yes: true }, said)).toBe(1);
    expect(said.errLines.join("\n")).toMatch(/findings-dead: 7 moved to .*, stopped: InvalidParameterValue/);
    const everywhere = () =>
      new Set([...aws.bodies(queue), ...aws.bodies(`${queue}-dead`), ...aws.bodies(`${queue}-unsent`)]);
    expect(everywhere().size).toBe(24);
    aws.sendsLeft = Infinity;
    aws.queues.forEach((messages) => messages.forEach((message) => (message.hidden = false)));
    expect(await run({ ...options, yes: true }, io())).toBe(0);
    expect(new Set(aws.bodies(queue)).size).toBe(24);
  });

  it("leaves what comes back to the dead-letter queue meanwhile, and says so", async () => {
    aws.put(`${queue}-dead`, ["again"], inAMinute());
    const said = io();
    expect(await run({ ...options, yes: true }, said)).toBe(1);
    expect(aws.bodies(`${queue}-dead`)).toEqual(["again"]);
    expect(said.errLines).toContain(
      "eu-west-1  acme-guardduty-findings-dead: 23 moved to acme-guardduty-findings in eu-west-1, 1 arrived meanwhile and were left there: does the relay work again?",
    );
  });

  it("goes on behind a batch of nothing but what came back", async () => {
    aws.queues.delete(`${queue}-dead`);
    aws.put(`${queue}-dead`, Array<string>(10).fill("again"), inAMinute());
    aws.put(`${queue}-dead`, ["first"]);
    await run({ ...options, yes: true }, io());
    expect(aws.bodies(queue)).toContain("first");
  });

  it("ends when what came back is all there is, however often it is received", async () => {
    aws.hides = false;
    aws.put(`${queue}-dead`, ["again"], inAMinute());
    await run({ ...options, yes: true }, io());
    expect(aws.bodies(`${queue}-dead`)).toEqual(["again"]);
  });

  it.each([-300_000, 300_000])("goes by the clock of SQS where its own is %i ms off", async (off) => {
    aws.put(`${queue}-unsent`, ["just now"], new Date().getTime());
    aws.put(`${queue}-dead`, ["again"], new Date().getTime() + 200_000);
    const now = jest.spyOn(Date, "now").mockImplementation(() => new Date().getTime() + off);
    await run({ ...options, yes: true }, io());
    now.mockRestore();
    expect(aws.bodies(queue)).toHaveLength(25);
    expect(aws.bodies(`${queue}-dead`)).toEqual(["again"]);
  });

  it("counts what an interrupted run keeps hidden, and says when to try again", async () => {
    aws.queues.forEach((messages) => messages.forEach((message) => (message.hidden = true)));
    const said = io();
    expect(await run({ ...options, yes: true }, said)).toBe(1);
    expect(said.outLines).toEqual(["24 dead letters, 0 moved"]);
    expect(said.errLines[0]).toMatch(/23 waiting, 23 of them hidden/);
    expect(said.errLines.at(-1)).toMatch(/fix: run it again in 2 minutes/);
  });

  it("names a queue that is not there, with its region and fix, and goes on with the others", async () => {
    aws.put("us-east-1/acme-guardduty-findings-dead", ["elsewhere"]);
    aws.refusals.set("eu-west-1/GetQueueUrl", "QueueDoesNotExist");
    const said = io();
    expect(await run({ ...options, region: ["eu-west-1", "us-east-1"], yes: true }, said)).toBe(1);
    expect(aws.bodies("us-east-1/acme-guardduty-findings")).toEqual(["elsewhere"]);
    expect(said.errLines.join("\n")).toContain(
      "the administrator account has no queue acme-guardduty-findings-dead in eu-west-1\n" +
        "  fix: plan and apply eu-west-1 first, or name the other regions with --region",
    );
    expect(said.outLines).toEqual(["1 dead letters, 1 moved, 2 queues failed"]);
  });

  it("fails where no queue can be looked into, in a dry run too", async () => {
    aws.refusals.set("eu-west-1/GetQueueAttributes", "AccessDenied");
    const said = io();
    expect(await run({ ...options, dryRun: true, json: true }, said)).toBe(1);
    const failure = "AccessDenied: refused";
    expect(JSON.parse(said.outLines.join(""))[0]).toMatchObject({ ...nothingMoved, messages: 0, failure });
  });

  it("rejects moving without a terminal and without --yes", async () => {
    await expect(run(options, io())).rejects.toThrow(
      "24 messages would be moved\n  fix: pass --yes, or --dry-run to only look",
    );
    expect(aws.bodies(queue)).toEqual([]);
  });

  it("rejects a region that the config does not have", async () => {
    const region = UNCOVERED_REGIONS.aws[0]!;
    await expect(run({ ...options, region: [region] }, io())).rejects.toThrow(
      `the config has no region "${region}"`,
    );
  });
});
