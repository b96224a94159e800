import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { agentThrough } from "../../../../cli/commands/terraform/agent-through";
import { run } from "../../../../cli/commands/terraform/install";
import { fetchBytes } from "../../../../terraform/install/download";
import type { TerraformRelease } from "../../../../terraform/install/release";
import { TestAuthority } from "../../../support/receivers/certificates";
import {
  PLATFORM,
  releaseOf,
  ReleaseServer,
  releaseZip,
  SigningKey,
  VERSION,
} from "../../../terraform-runner/install/release-server";
import { recordedIo } from "../../terminal/recorded-io";
import { terraformPlatform } from "../../../../terraform/install/platform";

describe("orgduty terraform install", () => {
  let root: string;
  let key: SigningKey;
  let server: ReleaseServer;
  let mirror: string;
  let release: TerraformRelease;

  beforeAll(async () => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "install-command-")));
    key = new SigningKey(join(root, "gpg"));
    const made = releaseOf(releaseZip(), key);
    // The zip's program runs on every platform.
    const sha256 = { [terraformPlatform()]: made.release.sha256[PLATFORM]! };
    release = { ...made.release, sha256 };
    const renamed = [...made.files].map(([name, content]): [string, Buffer] => [
      name.replace(PLATFORM, terraformPlatform()),
      content,
    ]);
    server = new ReleaseServer(new Map(renamed));
    mirror = `http://127.0.0.1:${await server.listen()}/mirror`;
  });
  afterAll(() => {
    server.close();
    key.close();
    rmSync(root, { recursive: true });
  });
  afterEach(() => rmSync(join(root, "cache"), { recursive: true, force: true }));

  /** A machine whose PATH has only what is put into a folder. */
  const machine = (env: NodeJS.ProcessEnv = {}) =>
    recordedIo(root, { HOME: root, XDG_CACHE_HOME: join(root, "cache"), PATH: `${root}:/bin`, ...env });

  function put(name: string, says: string): void {
    writeFileSync(join(root, name), `#!/bin/sh\necho "${says}"\n`, { mode: 0o755 });
  }
  afterEach(() => ["terraform", "tofu"].forEach((name) => rmSync(join(root, name), { force: true })));

  it("fetches a release from the mirror in the environment, and says where it is", async () => {
    const io = machine({ ORGDUTY_TERRAFORM_MIRROR: mirror });
    expect(await run({}, io, release)).toBe(0);
    const program = join(root, "cache/orgduty/terraform", VERSION, "terraform");
    expect(io.outLines).toEqual([`Terraform ${VERSION} is there for orgduty alone: ${program}`]);
    expect(io.errLines[0]).toBe(
      `Terraform not found: tried terraform, tofu; fetching Terraform ${VERSION} from ${mirror}`,
    );
  });

  it("takes the mirror from its flag before the environment, and prints one document", async () => {
    const io = machine({ ORGDUTY_TERRAFORM_MIRROR: "http://127.0.0.1:1" });
    expect(await run({ mirror, json: true }, io, release)).toBe(0);
    expect(JSON.parse(io.outLines.join("\n"))).toMatchObject({ version: VERSION, fetched: true });
  });

  it.each([
    ["terraform", "Terraform v1.10.0"],
    ["terraform", "Terraform v1.99.0"],
    ["tofu", "OpenTofu v1.11.0"],
  ])("prefers a %s on the machine that fits: %s", async (name, says) => {
    put(name, says);
    const io = machine({ ORGDUTY_TERRAFORM_MIRROR: "http://127.0.0.1:1" });
    expect(await run({}, io, release)).toBe(0);
    expect(io.outLines).toEqual([`${says.replace("v", "")} fits, nothing is fetched: ${join(root, name)}`]);
  });

  it("names what does not fit and where it is, and fetches", async () => {
    put("terraform", "Terraform v1.9.8");
    const io = machine({ ORGDUTY_TERRAFORM_MIRROR: mirror });
    expect(await run({}, io, release)).toBe(0);
    expect(io.errLines[0]).toMatch(`Terraform 1.9.8 is too old: ${join(root, "terraform")}; `);
  });

  it("rejects a named program that does not fit: fetching would not help", async () => {
    const io = machine({ TERRAFORM_BINARY_NAME: "/nowhere/terraform", ORGDUTY_TERRAFORM_MIRROR: mirror });
    await expect(run({}, io, release)).rejects.toThrow(
      "Terraform not found: tried /nowhere/terraform\n  fix: correct TERRAFORM_BINARY_NAME (/nowhere/terraform), or unset it",
    );
  });

  it.each(["mirror.example.com", "file:///srv/mirror"])("rejects the mirror %s", async (address) => {
    await expect(run({ mirror: address }, machine(), release)).rejects.toThrow(
      `the mirror of Terraform's releases is no address: ${address}\n  fix: e.g. ORGDUTY_TERRAFORM_MIRROR=https://`,
    );
  });
});

describe("A proxy on the way to releases", () => {
  const LIST = `terraform_${VERSION}_SHA256SUMS`;
  let root: string;
  let server: ReleaseServer;
  let proxy: Server;
  let tunnels: (string | undefined)[][];
  let agentFor: (env?: NodeJS.ProcessEnv) => ReturnType<typeof agentThrough>;
  let list: URL;

  beforeAll(async () => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "install-proxy-")));
    const authority = new TestAuthority(root);
    // Only the proxy knows where this name is.
    const { key, certificate } = authority.issue("releases", "DNS:releases.example.test");
    server = new ReleaseServer(new Map([[LIST, Buffer.from("sums")]]), { key, cert: certificate });
    const port = await server.listen();
    proxy = createServer((_, answered) => void answered.writeHead(500).end());
    proxy.on("connect", ({ url, headers }, socket) => {
      tunnels.push([url, headers["proxy-authorization"]]);
      if (headers["proxy-authorization"] !== `Basic ${Buffer.from("me:p@ss").toString("base64")}`)
        return void socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
      const there = connect(port, "127.0.0.1", () => socket.write("HTTP/1.1 200 OK\r\n\r\n"));
      there.pipe(socket).pipe(there);
      for (const end of [there, socket]) end.on("error", () => undefined);
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const address = `http://me:p%40ss@127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    agentFor = (env = {}) => agentThrough({ HTTPS_PROXY: address, ...env }, [authority.ca.certificate]);
    list = new URL(`https://releases.example.test/mirror/terraform/${VERSION}/${LIST}`);
  });
  beforeEach(() => (tunnels = []));
  afterAll(() => {
    server.close();
    proxy.close();
    proxy.closeAllConnections();
    rmSync(root, { recursive: true });
  });

  it("is asked for a tunnel, with its password", async () => {
    expect((await fetchBytes(list, { agentFor: agentFor() })).toString()).toBe("sums");
    expect(tunnels.map(([url]) => url)).toEqual(["releases.example.test:443"]);
  });

  it("is named by its host alone if it refuses", async () => {
    const other = `http://me:wrong@127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const refused = fetchBytes(list, { agentFor: agentFor({ HTTPS_PROXY: other }) });
    await expect(refused).rejects.toThrow(
      /the proxy 127\.0\.0\.1:\d+ \(HTTPS_PROXY\) refused the connection: 407/,
    );
    await expect(refused).rejects.not.toThrow("wrong");
  });

  it.each(["*", "example.test", ".example.test", "other, releases.example.test"])(
    "is left out by NO_PROXY=%s",
    async (NO_PROXY) => {
      await expect(fetchBytes(list, { agentFor: agentFor({ NO_PROXY }) })).rejects.toThrow("ENOTFOUND");
      expect(tunnels).toEqual([]);
    },
  );

  it.each(["socks5://127.0.0.1:1", "http://me:secret@:x"])(
    "rejects %s, which is none, without repeating a password",
    async (HTTPS_PROXY) => {
      const refused = fetchBytes(list, { agentFor: agentFor({ HTTPS_PROXY }) });
      await expect(refused).rejects.toThrow(
        /^HTTPS_PROXY holds no URL of an HTTP proxy\n {2}fix: (SOCKS cannot be used, an HTTP proxy can: )?e\.g\. HTTPS_PROXY=http:/,
      );
    },
  );

  it("is not asked for what is on this machine", () => {
    expect(agentFor()(new URL("https://localhost/x"))).toBeUndefined();
  });
});
