import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunProcess } from "../process/run-process";
import type { Signer } from "./release";

/** What gpg says about a signature. */
export type Signature = "good" | "bad" | "no gpg";

/** A text, its detached signature, and who should have made it. */
export interface Signed {
  readonly text: Buffer;
  readonly signature: Buffer;
  readonly signer: Signer;
}

/** Checks a signature with gpg, in a key ring of its own: the person's is neither read nor written. */
export async function checkSignature(
  signed: Signed,
  env: NodeJS.ProcessEnv,
  run: RunProcess,
): Promise<Signature> {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-gpg-"));
  const gpg = (...args: string[]) =>
    run({
      command: "gpg",
      args: ["--batch", "--no-autostart", "--homedir", folder, "--status-fd", "1", ...args],
      cwd: folder,
      env: { ...env, LC_ALL: "C" },
    });
  try {
    writeFileSync(join(folder, "key.asc"), signed.signer.publicKey);
    writeFileSync(join(folder, "text"), signed.text);
    writeFileSync(join(folder, "text.sig"), signed.signature);
    await gpg("--import", "key.asc");
    const { stdout } = await gpg("--verify", "text.sig", "text");
    return validBy(stdout) === signed.signer.fingerprint ? "good" : "bad";
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "no gpg";
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The primary key's fingerprint, the last word of gpg's line for a valid signature. A signature outlives its key's last
 * day (EXPKEYSIG), but not the key's revocation.
 * Source: https://github.com/gpg/gnupg/blob/master/doc/DETAILS
 */
function validBy(status: string): string | undefined {
  if (!/^\[GNUPG:\] (?:GOODSIG|EXPKEYSIG) /m.test(status)) return undefined;
  return /^\[GNUPG:\] VALIDSIG (?:\S+ )*(\S+)\s*$/m.exec(status)?.[1];
}
