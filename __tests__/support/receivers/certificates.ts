import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A key and a certificate, as PEM and as files. */
export interface Certificate {
  readonly keyFile: string;
  readonly certificateFile: string;
  readonly key: string;
  readonly certificate: string;
}

const NEW_KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];

/** A certificate authority made for one test run, by openssl. */
export class TestAuthority {
  public readonly ca: Certificate;
  private serial = 1;

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    this.openssl([
      "req",
      "-x509",
      ...NEW_KEY,
      "-keyout",
      "ca.key",
      "-out",
      "ca.pem",
      "-days",
      "2",
      "-subj",
      "/CN=test authority",
    ]);
    this.ca = this.read("ca");
  }

  /** A certificate for names and addresses such as DNS:localhost, of which the relay has one and the function another. */
  issue(name: string, subjectAltName = "DNS:localhost,IP:127.0.0.1", days = 2): Certificate {
    writeFileSync(join(this.folder, `${name}.ext`), `subjectAltName=${subjectAltName}\n`);
    this.openssl([
      "req",
      "-new",
      ...NEW_KEY,
      "-keyout",
      `${name}.key`,
      "-out",
      `${name}.csr`,
      "-subj",
      `/CN=${name}`,
    ]);
    const authority = ["-CA", "ca.pem", "-CAkey", "ca.key", "-set_serial", String(++this.serial)];
    const validity = ["-days", String(days), "-extfile", `${name}.ext`];
    this.openssl(["x509", "-req", "-in", `${name}.csr`, "-out", `${name}.pem`, ...authority, ...validity]);
    return this.read(name);
  }

  private openssl(commandLine: readonly string[]): void {
    execFileSync("openssl", commandLine, { cwd: this.folder, stdio: "pipe" });
  }

  private read(name: string): Certificate {
    const keyFile = join(this.folder, `${name}.key`);
    const certificateFile = join(this.folder, `${name}.pem`);
    return {
      keyFile,
      certificateFile,
      key: readFileSync(keyFile, "utf8"),
      certificate: readFileSync(certificateFile, "utf8"),
    };
  }
}
