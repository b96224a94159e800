import { createHash } from "node:crypto";
import { createServer as createHttp, type RequestListener, type Server } from "node:http";
import { createServer as createHttps } from "node:https";
import type { AddressInfo } from "node:net";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import type { Signer, TerraformRelease } from "../../../terraform/install/release";

export const VERSION = "1.11.9";
export const PLATFORM = "linux_amd64";

/** A program that says it is Terraform, with a few bytes that no zip makes small. */
function program(version: string): Buffer {
  const noise = Array.from({ length: 4000 }, (_, n) => createHash("sha256").update(`${n}`).digest("hex"));
  return Buffer.from(`#!/bin/sh\necho "Terraform v${version}"\nexit 0\n${noise.join("\n")}\n`);
}

/** A zip as HashiCorp releases one. */
export function releaseZip(version = VERSION): Buffer {
  const files = { "LICENSE.txt": Buffer.from("licence"), terraform: program(version) };
  return Buffer.from(zipSync(files, { level: 6, mtime: new Date(1980, 0, 1) }));
}

export function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** A key of a test run, which signs lists of checksums. */
export class SigningKey {
  readonly signer: Signer;

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const generated = ["--quick-gen-key", "Test <test@example.com>", "ed25519", "sign", "never"];
    this.gpg("--pinentry-mode", "loopback", "--passphrase", "", ...generated);
    const [, fingerprint = ""] = /^fpr:+([0-9A-F]+):/m.exec(this.gpg("--with-colons", "--list-keys")) ?? [];
    this.signer = { name: "the test", fingerprint, publicKey: this.gpg("--armor", "--export") };
  }

  sign(text: string): Buffer {
    const file = join(this.folder, "text");
    writeFileSync(file, text);
    this.gpg("--yes", "--detach-sign", "--output", `${file}.sig`, file);
    return readFileSync(`${file}.sig`);
  }

  /** Ends the agent that gpg started. */
  close(): void {
    spawnSync("gpgconf", ["--homedir", this.folder, "--kill", "all"]);
  }

  private gpg(...args: string[]): string {
    const { stdout, stderr, status } = spawnSync("gpg", ["--batch", "--homedir", this.folder, ...args], {
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  }
}

/** A release of the zip, and what a server of releases has of it. */
export function releaseOf(zip: Buffer, key: SigningKey, listed = sha256(zip)) {
  const sums = `${"0".repeat(64)}  terraform_${VERSION}_windows_386.zip\n${listed}  terraform_${VERSION}_${PLATFORM}.zip\n`;
  const release: TerraformRelease = {
    version: VERSION,
    sha256: { [PLATFORM]: sha256(zip) },
    signer: key.signer,
  };
  const files = new Map<string, Buffer>([
    [`terraform_${VERSION}_${PLATFORM}.zip`, zip],
    [`terraform_${VERSION}_SHA256SUMS`, Buffer.from(sums)],
    [`terraform_${VERSION}_SHA256SUMS.sig`, key.sign(sums)],
  ]);
  return { release, files };
}

/** A server of releases. Each file may be changed, and a connection may break. */
export class ReleaseServer {
  readonly requests: string[] = [];
  /** Answers only so many bytes of each zip, and then breaks the connection. */
  breakAfter: number | undefined;
  /** Answers nothing at all. */
  hangs = false;
  /** Whether a range is answered with the rest, rather than with everything. */
  continues = true;
  readonly #server: Server;

  constructor(
    public files: ReadonlyMap<string, Buffer>,
    tls?: { readonly key: string; readonly cert: string },
  ) {
    const answer: RequestListener = (asked, answered) => {
      const range = asked.headers.range;
      this.requests.push(`${asked.url}${range ? ` ${range}` : ""}`);
      if (this.hangs) return;
      const content = this.files.get(asked.url?.split("/").pop() ?? "");
      if (!asked.url?.startsWith(`/mirror/terraform/${VERSION}/`) || !content)
        return void answered.writeHead(404).end();
      const from = this.continues ? Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0) : 0;
      if (from >= content.length) return void answered.writeHead(416).end();
      const rest = content.subarray(from);
      const isRest =
        from > 0 ? { "content-range": `bytes ${from}-${content.length - 1}/${content.length}` } : {};
      answered.writeHead(from > 0 ? 206 : 200, { "content-length": rest.length, ...isRest });
      if (this.breakAfter === undefined || !asked.url.endsWith(".zip")) return void answered.end(rest);
      answered.write(rest.subarray(0, this.breakAfter), () => setImmediate(() => asked.socket.destroy()));
    };
    this.#server = tls ? createHttps(tls, answer) : createHttp(answer);
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
