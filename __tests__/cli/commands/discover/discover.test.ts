import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { run, type DiscoverOptions } from "../../../../cli/commands/discover/discover";
import { validDocument } from "../../../config/valid-document";
import { OrganizationsStub } from "../../../organization/organizations-stub";
import { recordedIo } from "../../terminal/recorded-io";

const ACCOUNTS = ["111111111111", "222222222222", "333333333333"];

/** An organization whose accounts all lie in its root. China's credentials get the same answer: another organization. */
function organizations(): OrganizationsStub {
  const account = (Id: string) => ({
    Id,
    Name: Id,
    Email: `${Id}@acme.example`,
    State: "ACTIVE",
    Paths: ["o-a1b2c3d4e5/r-a1b2/"],
  });
  return new OrganizationsStub({
    DescribeOrganization: () => ({ Organization: { Id: "o-a1b2c3d4e5", MasterAccountId: "111111111111" } }),
    ListAccounts: () => ({ Accounts: ACCOUNTS.map(account) }),
    ListRoots: () => ({ Roots: [{ Id: "r-a1b2", Name: "Root" }] }),
    ListOrganizationalUnitsForParent: () => ({ OrganizationalUnits: [] }),
  });
}

describe("orgduty discover", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-discover-"));
  const snapshot = join(folder, "accounts/aws.json");
  const stub = organizations();
  let endpoint: string;

  beforeAll(async () => {
    ({ endpoint } = await stub.settings());
    writeFileSync(join(folder, "orgduty.yaml"), stringify(validDocument()));
  });
  afterAll(async () => {
    await stub.stop();
    rmSync(folder, { recursive: true });
  });

  async function discover(options: DiscoverOptions) {
    const io = recordedIo(folder, { ORGDUTY_LOCAL_AWS_URL: endpoint });
    const code = await run({ aws: "local", regions: false, ...options }, io);
    return { code, out: io.outLines.join("\n"), err: io.errLines.join("\n") };
  }

  it("writes the first snapshot, every account new", async () => {
    const { code, out } = await discover({ partition: "aws" });
    expect(code).toBe(0);
    expect(out).toMatch(/^aws: 3 accounts in accounts\/aws\.json, 3 changed\n {2}\+ 111111111111 /);
    expect(JSON.parse(readFileSync(snapshot, "utf8"))).toMatchObject({ organizationId: "o-a1b2c3d4e5" });
  });

  it("tells no change the second time, as JSON too", async () => {
    expect((await discover({ partition: "aws" })).out).toBe(
      "aws: 3 accounts in accounts/aws.json, 0 changed",
    );
    const { out } = await discover({ partition: "aws", json: true });
    expect(JSON.parse(out)).toEqual([
      { partition: "aws", path: snapshot, accounts: 3, diff: { added: [], removed: [], changed: [] } },
    ]);
  });

  it("replaces a snapshot that cannot be read, and says so", async () => {
    writeFileSync(snapshot, "{}");
    const { code, err } = await discover({ partition: "aws" });
    expect(code).toBe(0);
    expect(err).toContain("the new snapshot replaces it, and no comparison is shown");
  });

  it("goes on with one organization when another fails, and exits 1", async () => {
    const { code, out, err } = await discover({});
    expect(code).toBe(1);
    expect(out).toContain("aws: 3 accounts");
    expect(err).toMatch(
      /^aws-cn: these credentials belong to the organization managed by "111111111111", not by "555555555555"\n {2}fix: /,
    );
  });

  it("writes into another folder", async () => {
    await discover({ partition: "aws", out: "elsewhere" });
    expect(readFileSync(join(folder, "elsewhere/aws.json"), "utf8")).toContain('"333333333333"');
  });

  it("tells a folder that is none as what it is, not as Organizations' fault", async () => {
    writeFileSync(join(folder, "afile"), "");
    const { code, err } = await discover({ partition: "aws", out: "afile/x" });
    expect(code).toBe(1);
    expect(err).toMatch(
      /^aws: afile\/x\/aws\.json cannot be written: ENOTDIR[^\n]*\n {2}fix: check that its folder/,
    );
  });

  it("ends on Ctrl-C, and writes nothing more", async () => {
    const io = {
      ...recordedIo(folder, { ORGDUTY_LOCAL_AWS_URL: endpoint }),
      signal: AbortSignal.abort("SIGINT"),
    };
    await expect(run({ aws: "local", regions: false, out: "interrupted" }, io)).rejects.toMatchObject({
      name: "AbortError",
    });
    expect(existsSync(join(folder, "interrupted"))).toBe(false);
  });

  it("rejects a partition that the config does not have", async () => {
    await expect(discover({ partition: "aws-us-gov" })).rejects.toThrow(
      /^--partition: the config has no organization in/,
    );
  });
});
