import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run, type DiscoverOptions } from "../../../../cli/commands/discover/discover";
import { interruption } from "../../../../config/problems/operator-error";
import { parseSnapshot } from "../../../../organization/parse-snapshot";
import { snapshotText } from "../../../../organization/write-snapshot";
import { copyOfExample } from "../../../support/orgduty";
import { SmallAws } from "../../../support/small-aws";
import { recordedIo } from "../../terminal/recorded-io";

describe("orgduty discover of regions", () => {
  const { folder, config } = copyOfExample("messy");
  const snapshot = join(folder, "accounts/aws.json");
  const aws = new SmallAws();
  let endpoint = "";

  beforeAll(async () => {
    endpoint = await aws.start();
    writeFileSync(
      config,
      readFileSync(config, "utf8").replace(/^regions: .*$/m, "regions: [us-east-1, us-east-2]"),
    );
    await aws.delegate("us-east-1");
  });
  afterAll(() => {
    aws.stop();
    rmSync(folder, { recursive: true });
  });

  async function discover(options: DiscoverOptions = {}, signal?: AbortSignal) {
    const recorded = recordedIo(folder, { ORGDUTY_LOCAL_AWS_URL: endpoint });
    const code = await run({ aws: "local", ...options }, { ...recorded, ...(signal ? { signal } : {}) });
    return { code, out: recorded.outLines.join("\n") };
  }
  const written = () => parseSnapshot(readFileSync(snapshot, "utf8"), snapshot);

  it("writes nothing on Ctrl-C in the middle of the regions", async () => {
    const before = readFileSync(snapshot, "utf8");
    const interrupt = new AbortController();
    let requests = 0;
    aws.onRequest = () => void ((requests += 1) > 12 && interrupt.abort(interruption()));
    await expect(discover({}, interrupt.signal)).rejects.toMatchObject({ name: "AbortError" });
    aws.onRequest = () => undefined;
    expect(readFileSync(snapshot, "utf8")).toBe(before);
  });

  it("records every planned region with its calls, and shows what is new", async () => {
    const { code, out } = await discover();
    expect(code).toBe(0);
    // us-east-1: 7, a detector's 7, the organization and its members; us-east-2: 7.
    expect(out).toContain("2 regions read, 3 changes, 0 parts unread (23 calls)");
    expect(out).toContain("+ us-east-1 delegated to 222222222222");
    expect(Object.keys(written().regions)).toEqual(["us-east-1", "us-east-2"]);
    expect(snapshotText(written())).toBe(readFileSync(snapshot, "utf8"));
  });

  it("tells no change the second time, also where AWS throttles one request in four", async () => {
    aws.service.throttleShare(0.25);
    const { out } = await discover();
    aws.service.throttleShare(0);
    expect(out).toMatch(/2 regions read, 0 changes, 0 parts unread \(23 calls, \d+ throttled\)/);
  });

  it("keeps what the snapshot has of the regions with --no-regions", async () => {
    const before = written().regions;
    const { out } = await discover({ regions: false });
    expect(out).not.toContain("regions read");
    expect(written().regions).toEqual(before);
  });

  it("records a region that it could not read as unread, and its things as gone from what is known", async () => {
    aws.denied.add("us-east-2");
    const { out } = await discover({ json: true });
    const [{ regions }] = JSON.parse(out) as [{ regions: object }];
    expect(regions).toMatchObject({
      read: 1,
      unread: [{ region: "us-east-2", reason: "AccessDeniedException: no" }],
    });
    expect(written().regions["us-east-2"]).toEqual({ unread: "AccessDeniedException: no" });
  });
});
