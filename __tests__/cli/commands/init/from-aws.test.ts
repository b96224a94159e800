import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run, type InitOptions } from "../../../../cli/commands/init/init";
import { forgetSources } from "../../../../aws-clients/sources/source-credentials";
import { interruption } from "../../../../config/problems/operator-error";
import type { Io } from "../../../../cli/terminal/io";
import { loadProject } from "../../../../organization/load-project";
import { ADMINISTRATOR, MANAGEMENT, SmallAws } from "../../../support/small-aws";
import { recordedIo } from "../../terminal/recorded-io";

describe("orgduty init with credentials", () => {
  const aws = new SmallAws();
  const environment = { ...process.env };
  let endpoint = "";
  let folder = "";

  beforeAll(async () => {
    endpoint = await aws.start();
    await aws.delegate("us-east-1");
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "orgduty-init-"));
    aws.onRequest = () => undefined;
  });
  afterEach(() => {
    forgetSources();
    process.env = { ...environment };
    rmSync(folder, { recursive: true });
  });
  afterAll(() => aws.stop());

  async function init(options: InitOptions = {}, changes: Partial<Io> = {}) {
    const recorded = recordedIo(folder, { ORGDUTY_LOCAL_AWS_URL: endpoint });
    const code = await run({ aws: "local", ...options }, { ...recorded, ...changes });
    return { code, out: recorded.outLines.join("\n"), err: recorded.errLines.join("\n") };
  }
  const text = () => readFileSync(join(folder, "orgduty.yaml"), "utf8");

  it("writes a config and a snapshot of what is there, which the loader takes", async () => {
    const { code, out, err } = await init({
      homeRegion: "us-east-1",
      name: "acme",
      logArchive: "333333333333",
    });
    expect(code).toBe(0);
    expect(out).toContain("+ us-east-1 delegated to 222222222222");
    expect(out).toContain("~ organizations.aws.enrolment.newAccounts: NEW -> NONE");
    expect(err).toContain("next: ./orgduty doctor --aws local ");
    const { config, snapshots } = loadProject(join(folder, "orgduty.yaml"));
    expect(config.organizations.aws).toMatchObject({
      ...{ managementAccountId: MANAGEMENT, administratorAccountId: ADMINISTRATOR },
      ...{ logArchiveAccountId: "333333333333", homeRegion: "us-east-1", canaryRegion: "us-east-2" },
      credentials: {
        plan: { administrator: { roleArn: `arn:aws:iam::${ADMINISTRATOR}:role/orgduty-plan` } },
      },
    });
    expect(snapshots.aws?.accounts).toHaveLength(6);
    expect(Object.keys(snapshots.aws?.regions ?? {})).toHaveLength(14);
    expect(readdirSync(folder).sort()).toEqual(["accounts", "orgduty.schema.json", "orgduty.yaml"]);
    expect(readdirSync(join(folder, "accounts"))).toEqual(["aws.json"]);
  });

  it("names the flag for what AWS does not say if nobody can be asked, and writes nothing", async () => {
    await expect(init()).rejects.toThrow(
      /home region.* is not known.*\n {2}fix: say it: --home-region NAME$/,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it("asks a person at a terminal", async () => {
    const asked: string[] = [];
    const ask = (question: string) => Promise.resolve((asked.push(question), " us-west-2 "));
    await init({}, { interactive: true, ask });
    expect(asked).toEqual(["the home region, where what a partition has once lives: "]);
    expect(text()).toContain("homeRegion: us-west-2");
  });

  it("takes the home region from the environment", async () => {
    await init({}, { env: { ORGDUTY_LOCAL_AWS_URL: endpoint, AWS_REGION: "eu-west-1" } });
    expect(text()).toContain("homeRegion: eu-west-1");
  });

  it("says every mistake in what a person gave, before the regions are read", async () => {
    await expect(init({ homeRegion: "us-esat-1", logArchive: "3" })).rejects.toThrow(
      /logArchiveAccountId[^]*homeRegion/,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it("writes nothing on Ctrl-C in the middle of the regions", async () => {
    const interrupt = new AbortController();
    let requests = 0;
    aws.onRequest = () => void ((requests += 1) > 40 && interrupt.abort(interruption()));
    const signal = { signal: interrupt.signal };
    await expect(init({ homeRegion: "us-east-1" }, signal)).rejects.toMatchObject({ name: "AbortError" });
    expect(readdirSync(folder)).toEqual([]);
  });

  it("leaves no snapshot if the config's place is taken meanwhile", async () => {
    aws.onRequest = () => writeFileSync(join(folder, "orgduty.yaml"), "theirs");
    await expect(init({ homeRegion: "us-east-1" })).rejects.toThrow(/^orgduty\.yaml exists already/);
    expect(text()).toBe("theirs");
    expect(readdirSync(join(folder, "accounts"))).toEqual([]);
  });

  it("does not replace a snapshot that no config names", async () => {
    mkdirSync(join(folder, "accounts"));
    writeFileSync(join(folder, "accounts/aws.json"), "{}");
    await expect(init({ homeRegion: "us-east-1" })).rejects.toThrow(/^accounts\/aws\.json exists already/);
    expect(readdirSync(folder)).toEqual(["accounts"]);
  });

  it("refuses credentials of another account, which it names with the one it needs", async () => {
    process.env.AWS_ENDPOINT_URL = endpoint;
    process.env.AWS_ACCESS_KEY_ID = "333333333333";
    process.env.AWS_SECRET_ACCESS_KEY = "x";
    const run333 = run({ homeRegion: "us-east-1" }, recordedIo(folder));
    await expect(run333).rejects.toThrow(
      /open 333333333333 .*managed by 111111111111\n {2}fix: sign in to 111111111111/,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it("writes the template if there are no credentials, and says so", async () => {
    for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"])
      delete process.env[name];
    process.env.AWS_EC2_METADATA_DISABLED = "true";
    process.env.AWS_CONFIG_FILE = process.env.AWS_SHARED_CREDENTIALS_FILE = join(folder, "none");
    const io = recordedIo(folder);
    expect(await run({}, io)).toBe(0);
    expect(io.errLines.join()).toMatch(
      /^no AWS credentials here \(.*\): the ids in the file are placeholders$/,
    );
    expect(text()).toContain("name: my-org");
  });

  it("takes a profile that cannot sign in for a mistake, and not for no credentials", async () => {
    for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]) delete process.env[name];
    process.env.AWS_PROFILE = "gone";
    process.env.AWS_CONFIG_FILE = process.env.AWS_SHARED_CREDENTIALS_FILE = join(folder, "none");
    await expect(run({}, recordedIo(folder))).rejects.toThrow(/gone/);
    expect(readdirSync(folder)).toEqual([]);
  });
});
