import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { run, type DiscoverOptions } from "../../../../cli/commands/discover/discover";
import { interruption } from "../../../../config/problems/operator-error";
import { parseSnapshot } from "../../../../organization/parse-snapshot";
import { snapshotText } from "../../../../organization/write-snapshot";
import { GuardDutyService } from "../../../../local-aws/guardduty/service";
import { copyOfExample } from "../../../support/orgduty";
import { recordedIo } from "../../terminal/recorded-io";

const MANAGEMENT = "111111111111";
const ADMINISTRATOR = "222222222222";
const ACCOUNTS = [MANAGEMENT, ADMINISTRATOR, ...["3", "4", "5", "6"].map((digit) => digit.repeat(12))];

const ORGANIZATIONS: Readonly<Record<string, unknown>> = {
  DescribeOrganization: { Organization: { Id: "o-a1b2c3d4e5", MasterAccountId: MANAGEMENT } },
  ListAccounts: {
    Accounts: ACCOUNTS.map((Id) => ({
      Id,
      Name: Id,
      Email: `${Id}@acme.example`,
      State: "ACTIVE",
      Paths: ["o-a1b2c3d4e5/r-a1b2/"],
    })),
  },
  ListRoots: { Roots: [{ Id: "r-a1b2", Name: "Root" }] },
  ListOrganizationalUnitsForParent: { OrganizationalUnits: [] },
  ListRules: { Rules: [] },
};

/** Organizations with six accounts, a GuardDuty in which `throttledShare` of the requests are refused, and no rules. */
class Aws {
  /** Regions whose requests are refused. */
  readonly denied = new Set<string>();
  readonly service = new GuardDutyService({
    organizationOf: async () => ({
      managementAccountId: MANAGEMENT,
      accounts: async () =>
        ACCOUNTS.map((id) => ({ id, name: id, email: `${id}@acme.example`, status: "ACTIVE" })),
    }),
    publishEvent: async () => undefined,
    delays: { firstDelegationMs: 0 },
  });
  onRequest: () => void = () => undefined;
  readonly #server: Server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      this.onRequest();
      const text = Buffer.concat(chunks).toString();
      const target = String(request.headers["x-amz-target"] ?? "").split(".")[1];
      const [, accountId = "", region = ""] =
        /Credential=(\d{12})\/\d{8}\/([^/]+)\//.exec(request.headers.authorization ?? "") ?? [];
      const [path = "", query = ""] = (request.url ?? "").split("?");
      const body: unknown = text === "" ? undefined : JSON.parse(text);
      const answer = this.denied.has(region)
        ? { status: 403, headers: { "x-amzn-errortype": "AccessDeniedException" }, body: { message: "no" } }
        : target === undefined
          ? await this.service.handle({
              method: request.method ?? "",
              path,
              query: new URLSearchParams(query),
              accountId,
              region,
              body,
              partition: "aws",
            })
          : { status: 200, headers: {}, body: ORGANIZATIONS[target] };
      response
        .writeHead(answer.status, { "content-type": "application/json", ...answer.headers })
        .end(JSON.stringify(answer.body));
    })();
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

describe("orgduty discover of regions", () => {
  const { folder, config } = copyOfExample("messy");
  const snapshot = join(folder, "accounts/aws.json");
  const aws = new Aws();
  let endpoint = "";

  beforeAll(async () => {
    endpoint = await aws.start();
    writeFileSync(
      config,
      readFileSync(config, "utf8").replace(/^regions: .*$/m, "regions: [us-east-1, us-east-2]"),
    );
    const call = (accountId: string, path: string, body: object) =>
      aws.service.handle({
        method: "POST",
        path,
        query: new URLSearchParams(),
        accountId,
        region: "us-east-1",
        body,
        partition: "aws",
      });
    await call(ADMINISTRATOR, "/detector", { enable: true });
    await call(MANAGEMENT, "/admin/enable", { adminAccountId: ADMINISTRATOR });
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
