import { mkdtempSync } from "node:fs";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Migration } from "../../../../doctor/migration";
import { installAwsCli } from "../../../support/aws-cli";

/** Somebody who types into a shell what orgduty printed, in the local AWS. */
export class Person {
  private readonly bin = mkdtempSync(join(tmpdir(), "orgduty-aws-"));

  constructor(
    private readonly url: string,
    private readonly managementAccountId: string,
  ) {
    installAwsCli(this.bin);
  }

  /** Types a command as an account. A pipe that fails anywhere is a failure. */
  async types(accountId: string, command: string): Promise<void> {
    const env = {
      ...process.env,
      ...{ PATH: `${this.bin}:${process.env.PATH}`, AWS_ENDPOINT_URL: this.url },
      AWS_ACCESS_KEY_ID: accountId,
    };
    const child = spawn("bash", ["-euo", "pipefail", "-c", command], { env, stdio: "pipe" });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, "close")) as [number | null];
    if (code !== 0) throw new Error(`as ${accountId}: ${command}\nended with ${code}\n${said}`);
  }

  /** Takes the steps of a migration but the first, which rehearses it, and the last, which orgduty takes. */
  async migrates({ from, steps }: Migration): Promise<void> {
    for (const { what, commands } of steps.slice(1, -1)) {
      const as = what.startsWith("as the management account") ? this.managementAccountId : from;
      for (const command of commands) await this.types(as, command);
    }
  }
}

/** The last command in the fix of a line, after its words. */
export function commandIn(fix: string): string {
  const found = fix.split(/[:;] (?=aws )/).at(-1) ?? "";
  if (!found.startsWith("aws ")) throw new Error(`no command in: ${fix}`);
  return found;
}
