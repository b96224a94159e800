import { mkdtempSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installTerraform, type InstallProps } from "../../../terraform/install/install-terraform";
import { RELEASE, type TerraformRelease } from "../../../terraform/install/release";
import { runProcess } from "../../../terraform/process/run-process";
import {
  PLATFORM,
  releaseOf,
  ReleaseServer,
  releaseZip,
  sha256,
  SigningKey,
  VERSION,
} from "./release-server";

const ZIP = `terraform_${VERSION}_${PLATFORM}.zip`;
const SUMS = `terraform_${VERSION}_SHA256SUMS`;

describe("installTerraform", () => {
  const whole = releaseZip();
  let root: string;
  let key: SigningKey;
  let server: ReleaseServer;
  let address: string;
  let release: TerraformRelease;
  let files: Map<string, Buffer>;
  let told: string[];

  beforeAll(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "terraform-install-")));
    key = new SigningKey(join(root, "gpg"));
  });
  afterAll(() => {
    key.close();
    rmSync(root, { recursive: true });
  });
  beforeEach(async () => {
    ({ release, files } = releaseOf(whole, key));
    server = new ReleaseServer(files);
    address = `http://127.0.0.1:${await server.listen()}/mirror/`;
    told = [];
  });
  afterEach(() => {
    server.close();
    rmSync(join(root, "cache"), { recursive: true, force: true });
  });

  const folder = () => join(root, "cache", VERSION);
  const left = () => readdirSync(folder()).filter((name) => name !== "held-by");
  const install = (props: Partial<InstallProps> = {}) =>
    installTerraform({
      ...{ address, release, platform: PLATFORM, folder: folder(), env: process.env },
      connection: {},
      tell: (text) => told.push(text),
      ...props,
    });

  it("leaves a checked program that starts, and nothing else", async () => {
    const bytes: (number | undefined)[] = [];
    const program = await install({ onBytes: (now, of) => bytes.push(now, of) });
    expect(program).toBe(join(folder(), "terraform"));
    expect(statSync(program).mode & 0o777).toBe(0o755);
    expect(left()).toEqual(["terraform"]);
    expect(told).toEqual([
      `Terraform ${VERSION}: its SHA-256 is the one in this repository, and the test signed it`,
    ]);
    expect(bytes.slice(-2)).toEqual([whole.length, whole.length]);
  });

  it("fetches nothing if it is there", async () => {
    await install();
    server.requests.length = 0;
    await install();
    expect(server.requests).toEqual([]);
  });

  it("rejects a zip that was tampered with, and deletes it", async () => {
    const other = releaseZip("6.6.6");
    files.set(ZIP, other);
    await expect(install()).rejects.toThrow(
      `gives another ${ZIP} than HashiCorp released: its SHA-256 is ${sha256(other)}, and should be ${sha256(whole)}\n  fix: do not use it`,
    );
    expect(left()).toEqual([]);
    files.set(ZIP, whole);
    await expect(install()).resolves.toMatch(/terraform$/);
  });

  it("rejects a list of checksums that somebody else signed", async () => {
    files.set(`${SUMS}.sig`, key.sign("another list"));
    await expect(install()).rejects.toThrow(`${SUMS} is not signed by the test (${key.signer.fingerprint})`);
    const stranger = new SigningKey(join(root, "stranger"));
    files.set(`${SUMS}.sig`, stranger.sign(files.get(SUMS)!.toString()));
    stranger.close();
    await expect(install()).rejects.toThrow(`${SUMS} is not signed by the test`);
    expect(left()).not.toContain("terraform");
  });

  it("rejects a list that another key of the same ring signed", async () => {
    const stranger = new SigningKey(join(root, "second"));
    files.set(`${SUMS}.sig`, stranger.sign(files.get(SUMS)!.toString()));
    stranger.close();
    const publicKey = `${key.signer.publicKey}\n${stranger.signer.publicKey}`;
    const of = { ...release, signer: { ...key.signer, publicKey } };
    await expect(install({ release: of })).rejects.toThrow(`${SUMS} is not signed by the test`);
  });

  it("rejects a signed list that has another checksum", async () => {
    for (const [name, content] of releaseOf(whole, key, "f".repeat(64)).files) files.set(name, content);
    await expect(install()).rejects.toThrow(`${SUMS} has another checksum of ${ZIP}`);
    expect(left()).not.toContain("terraform");
  });

  it.each([
    ["a mirror without a signature", () => void files.delete(`${SUMS}.sig`), "it is not there"],
    ["a mirror without a list", () => void files.delete(SUMS), "it is not there"],
  ])("compares the checksum all the same with %s", async (_, change, why) => {
    change();
    await install();
    expect(told).toEqual([expect.stringMatching(new RegExp(`signature is not checked, for ${why}$`))]);
  });

  it("compares the checksum all the same without gpg", async () => {
    const withoutGpg: typeof runProcess = (request) =>
      request.command === "gpg"
        ? Promise.reject(Object.assign(new Error("spawn gpg ENOENT"), { code: "ENOENT" }))
        : runProcess(request);
    await install({ run: withoutGpg });
    expect(told).toEqual([expect.stringMatching(/is not checked, for gpg is not installed$/)]);
  });

  it("goes on where a connection broke", async () => {
    server.breakAfter = 40_000;
    await expect(install()).rejects.toThrow(
      /the connection ended after \d+ bytes of \d+ .*; start again, and it goes on from there\n {2}fix: /,
    );
    const had = statSync(join(folder(), ZIP)).size;
    expect(had).toBeGreaterThan(0);
    expect(had).toBeLessThan(whole.length);
    expect(left()).toEqual([ZIP]);
    server.breakAfter = undefined;
    await install();
    const zip = `/mirror/terraform/${VERSION}/${ZIP}`;
    expect(server.requests.filter((url) => url.startsWith(zip))).toEqual([zip, `${zip} bytes=${had}-`]);
    expect(left()).toEqual(["terraform"]);
  });

  it.each<[string, Buffer, boolean]>([
    ["of another file", Buffer.alloc(1000, "x"), true],
    ["that the server does not continue", whole.subarray(0, 1000), false],
    ["that is whole", whole, true],
    ["that is longer than the whole", Buffer.concat([whole, Buffer.from("x")]), true],
  ])("ends well from a half download %s", async (_, half, continues) => {
    server.continues = continues;
    await expect(install({ address: "http://127.0.0.1:1" })).rejects.toThrow("cannot be fetched");
    writeFileSync(join(folder(), ZIP), half);
    await install();
    expect(left()).toEqual(["terraform"]);
  });

  it("says which address nobody answers, without its password", async () => {
    await expect(install({ address: "http://me:secret@127.0.0.1:1/x" })).rejects.toThrow(
      new RegExp(
        `^http://127\\.0\\.0\\.1:1/x/terraform/${VERSION}/${ZIP} cannot be fetched: connect ECONNREFUSED .*\\n {2}fix: name a mirror in ORGDUTY_TERRAFORM_MIRROR`,
      ),
    );
    await expect(install({ address: address.replace("/mirror/", "/elsewhere") })).rejects.toThrow(
      "the server answers 404",
    );
  });

  it("gives up on a server that says nothing", async () => {
    server.hangs = true;
    await expect(install({ connection: { idleMilliseconds: 50 } })).rejects.toThrow(
      "cannot be fetched: nothing came for 0.05 seconds",
    );
  });

  it("rejects a platform whose checksum it does not know", async () => {
    await expect(install({ platform: "plan9_arm" })).rejects.toThrow(
      new RegExp(
        `^no checksum of Terraform ${VERSION} for plan9_arm is known here, only for ${PLATFORM}\\n {2}fix: install Terraform 1.10 or later by hand`,
      ),
    );
    expect(server.requests).toEqual([]);
  });

  it("rejects a program that does not run here", async () => {
    const other = releaseZip("1.2.3");
    for (const [name, content] of releaseOf(other, key).files) files.set(name, content);
    const of = { ...release, sha256: { [PLATFORM]: sha256(other) } };
    await expect(install({ release: of })).rejects.toThrow(
      `the Terraform ${VERSION} that was fetched does not run here: it says that it is 1.2.3`,
    );
    expect(left()).not.toContain("terraform");
  });
});

describe("The release that orgduty pins", () => {
  it("has a checksum for each platform, no two alike", () => {
    const sums = Object.values(RELEASE.sha256);
    for (const sum of sums) expect(sum).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(sums).size).toBe(4);
    expect(Object.keys(RELEASE.sha256)).toEqual([
      "linux_amd64",
      "linux_arm64",
      "darwin_amd64",
      "darwin_arm64",
    ]);
  });

  it("is signed by a key of the fingerprint that it names", () => {
    const home = mkdtempSync(join(tmpdir(), "orgduty-key-"));
    const { fingerprint, publicKey } = RELEASE.signer;
    const args = ["--batch", "--homedir", home, "--with-colons", "--show-keys"];
    const { stdout } = spawnSync("gpg", args, { input: publicKey, encoding: "utf8" });
    rmSync(home, { recursive: true });
    expect([...stdout.matchAll(/^pub:.*\n(?:fpr):+([0-9A-F]+):/gm)].map(([, found]) => found)).toEqual([
      fingerprint,
    ]);
  });
});
