import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { ACTIONS } from "../../../doctor/needed/actions";
import { findMoto } from "../../../local-aws/moto/find-moto";
import { startLocalAws, type LocalAws } from "../../../local-aws/start";
import { exampleOrganizations, writeDemoConfig } from "../../../scripts/demo/config";
import { Orgduty } from "../../support/async-orgduty";
import { asyncRun } from "../../support/async-run";
import { ROOT } from "../../support/orgduty";
import { RecordingProxy } from "../../support/recording-proxy";

/** What only a hub has: this config has none. */
const OF_A_HUB = ["aws_cloudwatch_event_bus", "aws_cloudwatch_event_bus_policy"];

describe("The actions that doctor asks about", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-recorded-"));
  let aws: LocalAws;
  let proxy: RecordingProxy;

  beforeAll(async () => {
    aws = await startLocalAws({
      folder: join(folder, "aws"),
      guardDuty: { delays: { firstDelegationMs: 0 } },
    });
    await aws.seed(exampleOrganizations()[0]!);
    const moto = await findMoto(folder);
    proxy = await RecordingProxy.start(aws.url, moto!.python);
  }, 120_000);

  afterAll(async () => {
    await proxy?.stop();
    await aws?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Actions that a command calls, without those of signing in. */
  async function recorded(work: () => Promise<unknown>): Promise<string[]> {
    const from = proxy.calls.length;
    await work();
    const actions = proxy.calls.slice(from).map(({ service, operation }) => `${service}:${operation}`);
    return [...new Set(actions)].filter((action) => !action.startsWith("sts:")).sort();
  }

  it("are those that Terraform calls for a region's first apply, and for the plan after it", async () => {
    const home = join(folder, "home");
    mkdirSync(home);
    const config = writeDemoConfig(home, ["us-east-1"], "https://relay.example");
    const document = parseDocument(readFileSync(config, "utf8"));
    document.deleteIn(["organizations", "aws-cn"]);
    document.setIn(["forwarding", "reservedConcurrency"], 5);
    writeFileSync(config, document.toString());
    const orgduty = new Orgduty(config, proxy.url);
    await orgduty.succeed("discover");
    const plans = ["--out", join(home, "plans")];
    await orgduty.succeed("plan", ...plans);
    const bin = join(ROOT, "bin", "orgduty.js");
    await asyncRun(process.execPath, [bin, "review", "--config", config, ...plans]);
    const apply = await recorded(() => orgduty.succeed("apply", "--yes", ...plans));
    const plan = await recorded(() => orgduty.succeed("plan", ...plans));
    const types = Object.entries(ACTIONS).filter(([type]) => !OF_A_HUB.includes(type));
    const actions = (of: "reads" | "writes") => types.flatMap(([, one]) => one[of]);
    const sorted = (list: string[]) => [...new Set(list)].sort();
    expect(plan).toEqual(sorted(actions("reads")));
    expect(apply).toEqual(sorted([...actions("reads"), ...actions("writes")]));
  }, 900_000);
});
