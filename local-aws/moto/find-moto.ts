import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The moto release whose behaviour the front door was measured against. */
const MOTO_VERSION = "5.2.1";
const VERSION_PROBE = 'from importlib.metadata import version as v; v("flask"); print(v("moto"))';

/** How to start moto: a Python that has moto 5.2 with its server. */
export interface Moto {
  readonly python: string;
  readonly version: string;
}

/** Thrown if no moto is found: the message names what to install. */
export class MotoMissingError extends Error {
  constructor(reason: string) {
    super(
      `the local AWS needs moto ${MOTO_VERSION}: ${reason}\n` +
        `  fix: install Python 3.10 or later with venv (Debian: apt-get install python3-venv), or pip install "moto[server]==${MOTO_VERSION}"`,
    );
    this.name = "MotoMissingError";
  }
}

/**
 * Finds a Python with moto 5.2: $ORGDUTY_PYTHON, then the virtual environment in `folder`, then python3 in the PATH.
 * @returns undefined if there is none yet
 */
export async function findMoto(
  folder: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Moto | undefined> {
  const candidates = [env.ORGDUTY_PYTHON, virtualPython(folder), "python3"];
  for (const python of candidates) {
    if (python === undefined || (python.includes("/") && !existsSync(python))) continue;
    const version = await motoVersion(python, env);
    if (version?.startsWith("5.2.")) return { python, version };
  }
  return undefined;
}

/**
 * Makes a virtual environment with moto in `folder`.
 * @throws MotoMissingError if Python, venv or the package is missing
 */
export async function installMoto(folder: string, env: NodeJS.ProcessEnv = process.env): Promise<Moto> {
  const python = virtualPython(folder);
  try {
    await run("python3", ["-m", "venv", join(folder, "venv")], { env });
    await run(python, ["-m", "pip", "install", "--quiet", `moto[server]==${MOTO_VERSION}`], { env });
  } catch (error) {
    throw new MotoMissingError(reasonOf(error));
  }
  const version = await motoVersion(python, env);
  if (version === undefined) throw new MotoMissingError(`${python} cannot import moto`);
  return { python, version };
}

/** The last line that a program printed: pip and venv give the reason there. */
function reasonOf(error: unknown): string {
  const { stdout = "", stderr = "", message } = error as Error & { stdout?: string; stderr?: string };
  const lines = `${stdout}\n${stderr}`.split("\n").filter((line) => line.trim() !== "");
  return lines.findLast((line) => line.startsWith("ERROR")) ?? lines.at(-1) ?? message;
}

function virtualPython(folder: string): string {
  return join(folder, "venv", "bin", "python");
}

async function motoVersion(python: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  try {
    return (await run(python, ["-c", VERSION_PROBE], { env })).stdout.trim();
  } catch {
    return undefined;
  }
}
