import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answerMfaWith } from "../../../aws-clients/sources/mfa";
import { forgetSources } from "../../../aws-clients/sources/source-credentials";

const OTHERS = /^(AWS_|(https?|no)_proxy$|SSL_CERT_FILE$|NODE_EXTRA_CA_CERTS$)/i;

/** A person with a home folder and an environment of their own, in which SDK code runs. */
export class Person {
  readonly home = mkdtempSync(join(tmpdir(), "orgduty-person-"));
  readonly #before = { ...process.env };

  /** Sets the process's environment: nothing of AWS or of proxies but what is given. EC2's metadata is off. */
  become(env: Readonly<Record<string, string>> = {}, config = "", credentials = ""): void {
    forgetSources();
    answerMfaWith(undefined);
    const kept = Object.entries(this.#before).filter(([name]) => !OTHERS.test(name));
    process.env = Object.fromEntries(kept);
    Object.assign(process.env, {
      HOME: this.home,
      AWS_CONFIG_FILE: this.write("config", config),
      AWS_SHARED_CREDENTIALS_FILE: this.write("credentials", credentials),
      AWS_EC2_METADATA_DISABLED: "true",
      ...env,
    });
  }

  /** Writes a file in the home folder and returns its path. The SDK keeps what it read, so that each has its own name. */
  write(name: string, text: string): string {
    const path = join(mkdtempSync(join(this.home, "file-")), name);
    writeFileSync(path, text);
    return path;
  }

  /** Leaves a token as `aws sso login` does. @param id the name of the SSO session, or the start page */
  signInToSso(id: string, token: Readonly<Record<string, string>>): void {
    const cache = join(this.home, ".aws", "sso", "cache");
    mkdirSync(cache, { recursive: true });
    const name = createHash("sha1").update(id).digest("hex");
    writeFileSync(join(cache, `${name}.json`), JSON.stringify(token));
  }

  /** Gives the environment back. */
  leave(): void {
    process.env = this.#before;
    answerMfaWith(undefined);
    forgetSources();
    rmSync(this.home, { recursive: true, force: true });
  }
}
