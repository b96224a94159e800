import { resolve } from "node:path";
import { run } from "../../../cli/commands/redrive";
import { recordedIo } from "../recorded-io";
import { AwsStub } from "./aws-stub";

const config = resolve(__dirname, "../../../examples/acme/orgduty.yaml");
const queue = "eu-west-1/acme-guardduty-findings";

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

  it("moves both kinds of dead letters back into the queue", async () => {
    const said = io();
    expect(await run({ ...options, yes: true }, said)).toBe(0);
    expect(aws.bodies(queue).sort()).toEqual(
      [...Array.from({ length: 23 }, (_, i) => `dead-${i}`), "unsent"].sort(),
    );
    expect([aws.bodies(`${queue}-dead`), aws.bodies(`${queue}-unsent`)]).toEqual([[], []]);
    expect(said.outLines).toEqual(["24 dead letters, 24 moved"]);
  });

  it("only counts in a dry run", async () => {
    const said = io();
    await run({ ...options, dryRun: true, json: true }, said);
    expect(aws.bodies(queue)).toEqual([]);
    expect(JSON.parse(said.outLines.join(""))).toEqual([
      { region: "eu-west-1", queue: "acme-guardduty-findings-dead", messages: 23, moved: 0 },
      { region: "eu-west-1", queue: "acme-guardduty-findings-unsent", messages: 1, moved: 0 },
    ]);
  });

  it("loses nothing when it is interrupted, and goes on when started again", async () => {
    aws.sendsLeft = 7;
    await expect(run({ ...options, yes: true }, io())).rejects.toThrow();
    const everywhere = () =>
      new Set([...aws.bodies(queue), ...aws.bodies(`${queue}-dead`), ...aws.bodies(`${queue}-unsent`)]);
    expect(everywhere().size).toBe(24);
    aws.sendsLeft = Infinity;
    aws.queues.forEach((messages) => messages.forEach((message) => (message.hidden = false)));
    await run({ ...options, yes: true }, io());
    expect(new Set(aws.bodies(queue)).size).toBe(24);
  });

  it("leaves what comes back to the dead-letter queue meanwhile", async () => {
    aws.put(`${queue}-dead`, ["again"], Date.now() + 60_000);
    await run({ ...options, yes: true }, io());
    expect(aws.bodies(`${queue}-dead`)).toEqual(["again"]);
  });

  it("rejects moving without a terminal and without --yes", async () => {
    await expect(run(options, io())).rejects.toThrow(
      "24 messages would be moved\n  fix: pass --yes, or --dry-run to only look",
    );
    expect(aws.bodies(queue)).toEqual([]);
  });

  it("rejects a region that the config does not have", async () => {
    await expect(run({ ...options, region: ["eu-north-1"] }, io())).rejects.toThrow(
      'the config has no region "eu-north-1"',
    );
  });
});
