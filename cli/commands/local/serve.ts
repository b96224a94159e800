import { PARTITIONS } from "../../../aws/partitions";
import { findNode } from "../../../local-aws/lambda/find-node";
import { MotoMissingError } from "../../../local-aws/moto/find-moto";
import { startLocalAws, type LocalAws } from "../../../local-aws/start";
import type { Project } from "../../../organization/load-project";
import { join } from "node:path";
import { knownProcess } from "../../../terraform/process/known-process";
import { withLockedFolder } from "../../../terraform/state/work-folder-lock";
import { localFolder, readLocalRecord, removeLocalRecord, writeLocalRecord } from "../../local-record";
import { openProject } from "../../open-project";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { rehearseRoles } from "./enforce/rehearse-roles";
import { lambdaNodes } from "./lambda-nodes";
import { NO_FUNCTIONS } from "./no-functions";
import { refuseSecond, type LocalOptions } from "./options";
import { readSeed } from "./seed/read-seed";
import { seedMesses } from "./seed/seed-messes";

/** `orgduty local serve`: runs a local AWS in the foreground until interrupted. */
export async function serve(options: LocalOptions, io: Io): Promise<number> {
  const project = openProject(options, io);
  const folder = localFolder(project.config.path);
  const local = await withLockedFolder(join(folder, "locks", "serve"), () => {
    refuseSecond(folder);
    return begin(options, io, project, folder);
  });
  try {
    io.err(`local AWS: ${local.url}`);
    if (readLocalRecord(folder)?.functions === false) io.err(NO_FUNCTIONS);
    await untilAborted(io.signal);
  } finally {
    if (readLocalRecord(folder)?.pid === process.pid) removeLocalRecord(folder);
    await local.stop();
  }
  return EXIT.fine;
}

async function begin(options: LocalOptions, io: Io, project: Project, folder: string): Promise<LocalAws> {
  const { port, seed: file, enforce = false } = options;
  const mess = file === undefined ? undefined : readSeed(file, project, io);
  const given = port === undefined ? {} : { port };
  const node = await findNode(lambdaNodes(io.env));
  const local = await startLocalAws({
    ...{ folder, nodes: node ? [node] : [], enforces: enforce !== false, ...given },
  }).catch((error: unknown) => {
    throw mended(error, port);
  });
  try {
    await seed(local, project);
    if (mess) await seedMesses(local, project, mess);
    if (enforce !== false) await rehearseRoles(local.url, project, enforce, io);
    const parts = {
      ...(node === undefined && { functions: false }),
      ...(enforce !== false && { enforces: true }),
    };
    writeLocalRecord(folder, { url: local.url, ...parts, ...knownProcess(process.pid) });
    return local;
  } catch (error) {
    await local.stop();
    throw error;
  }
}

/** Explains a failed start as a mistake that an operator can correct, if it is one. */
function mended(error: unknown, port?: number): unknown {
  if (error instanceof MotoMissingError) return new CommandError(error.message);
  const { code } = error as NodeJS.ErrnoException;
  if (code !== "EADDRINUSE" && code !== "EACCES") return error;
  const why = code === "EACCES" ? "needs rights that you do not have" : "is in use";
  return new CommandError(
    `--port: ${port} ${why}`,
    "name another port, or leave --port out to get any free one",
  );
}

async function seed(local: LocalAws, { snapshots }: Project): Promise<void> {
  for (const partition of PARTITIONS) {
    const snapshot = snapshots[partition];
    if (snapshot) await local.seed(snapshot);
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
    // A listener on an abort signal does not keep the process alive.
    const hold = setInterval(() => undefined, 60_000);
    signal.addEventListener("abort", () => clearInterval(hold), { once: true });
  });
}
