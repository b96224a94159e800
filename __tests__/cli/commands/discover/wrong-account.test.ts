import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { run } from "../../../../cli/commands/discover/discover";
import { loadConfig } from "../../../../config/open-config";
import { diagnose } from "../../../../doctor/doctor";
import { validDocument } from "../../../config/valid-document";
import { recordedIo } from "../../terminal/recorded-io";

const MANAGEMENT = "111111111111";
const ADMINISTRATOR = "222222222222";
const STRANGER = "999999999999";

/** STS and IAM's aliases: an access key is its account's id. Whatever else is asked is recorded, and refused. */
class Identities {
  readonly others: string[] = [];
  readonly #server: Server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const action = new URLSearchParams(Buffer.concat(chunks).toString()).get("Action");
      const account = /Credential=(\d{12})/.exec(request.headers.authorization ?? "")?.[1] ?? "";
      const text = answerTo(action, account);
      if (text === undefined) this.others.push(String(request.headers["x-amz-target"] ?? request.url));
      response.writeHead(text === undefined ? 403 : 200, { "content-type": "text/xml" }).end(text ?? "");
    })();
  });

  async start(): Promise<string> {
    await new Promise<void>((ready) => this.#server.listen(0, "127.0.0.1", ready));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

function answerTo(action: string | null, account: string): string | undefined {
  const wrapped = (body: string) =>
    `<${action}Response><${action}Result>${body}</${action}Result></${action}Response>`;
  if (action === "GetCallerIdentity")
    return wrapped(`<Account>${account}</Account><Arn>arn:aws:iam::${account}:user/x</Arn>`);
  if (action === "ListAccountAliases")
    return wrapped("<AccountAliases><member>theirs</member></AccountAliases>");
  return undefined;
}

describe("A profile that belongs to another account", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-wrong-account-"));
  const config = join(folder, "orgduty.yaml");
  const aws = new Identities();
  const environment = { ...process.env };

  beforeAll(async () => {
    const profile = (name: string) => ({ management: { profile: "root" }, administrator: { profile: name } });
    const credentials = { plan: profile("theirs"), apply: profile("security") };
    writeFileSync(config, stringify(validDocument({ "organizations.aws.credentials": credentials })));
    const keys = { root: MANAGEMENT, theirs: STRANGER, security: ADMINISTRATOR };
    const profiles = Object.entries(keys).map(
      ([name, id]) => `[${name}]\naws_access_key_id = ${id}\naws_secret_access_key = x\n`,
    );
    writeFileSync(join(folder, "credentials"), profiles.join("\n"));
    writeFileSync(join(folder, "config"), "");
    process.env.AWS_SHARED_CREDENTIALS_FILE = join(folder, "credentials");
    process.env.AWS_CONFIG_FILE = join(folder, "config");
    process.env.AWS_ENDPOINT_URL = await aws.start();
  });
  afterAll(() => {
    process.env = environment;
    aws.stop();
    rmSync(folder, { recursive: true });
  });

  it("is named by discover, with its alias and the account that it should be, before anything is read", async () => {
    const io = recordedIo(folder);
    expect(await run({ config, partition: "aws" }, io)).toBe(1);
    expect(io.errLines.join("\n")).toContain(
      `aws: credentials.plan.administrator opens another account: found ${STRANGER} (theirs) as arn:aws:iam::${STRANGER}:user/x, expected ${ADMINISTRATOR}\n  fix: correct credentials.plan.administrator`,
    );
    expect(aws.others).toEqual([]);
    expect(existsSync(join(folder, "accounts"))).toBe(false);
  });

  it("is named by discover for a log archive as well", async () => {
    const ways = (third: string) => ({
      ...{ management: { profile: "root" }, administrator: { profile: "security" } },
      logArchive: { profile: third },
    });
    const document = validDocument({
      "organizations.aws.logArchiveAccountId": "333333333333",
      "organizations.aws.credentials": { plan: ways("theirs"), apply: ways("theirs") },
    });
    const other = join(folder, "log-archive.yaml");
    writeFileSync(other, stringify(document));
    const io = recordedIo(folder);
    expect(await run({ config: other, partition: "aws" }, io)).toBe(1);
    expect(io.errLines.join("\n")).toContain("credentials.plan.logArchive opens another account");
  });

  it("is named by doctor, which says nothing else of it", async () => {
    const { lines } = await diagnose({
      ...{ config: loadConfig(config), snapshots: {}, resources: [], held: new Map(), doubts: [] },
      regions: ["us-east-1"],
    });
    const problems = lines.filter(({ outcome }) => outcome !== "fine");
    expect(problems.map(({ outcome, what }) => [outcome, what])).toEqual([
      ["blocker", "credentials.plan.administrator opens another account"],
      ["unchecked", "everything that is asked with the plan roles"],
    ]);
    expect(aws.others).toEqual([]);
  });
});
