import { rmSync } from "node:fs";
import { join } from "node:path";
import { withLockedFolder } from "../../../terraform/state/work-folder-lock";
import { localFolder, removeLocalRecord } from "../../local-record";
import { openProject } from "../../open-project";
import { EXIT, type Io } from "../../terminal/io";
import { sayNext } from "../../terminal/next-step";
import { serveInBackground, waitFor } from "./background";
import { readPolicies } from "./enforce/read-policies";
import { provideLambdaNode } from "./lambda-node";
import { refuseSecond, type LocalOptions } from "./options";
import { readSeed } from "./seed/read-seed";

/** `orgduty local start`: starts a local AWS in the background, with the config's organizations in it. */
export async function start(options: LocalOptions, io: Io): Promise<number> {
  const project = openProject(options, io);
  const { config } = project;
  if (options.seed !== undefined) readSeed(options.seed, project, io);
  if (typeof options.enforce === "string") readPolicies(options.enforce, io);
  const folder = localFolder(config.path);
  // Under a lock: two starts at once would leave one local AWS without a record.
  const record = await withLockedFolder(join(folder, "locks", "start"), async () => {
    refuseSecond(folder);
    await provideLambdaNode(io);
    removeLocalRecord(folder);
    // States, and records of members that kept GuardDuty, describe a local AWS that no longer exists: the new one is
    // empty.
    for (const name of ["state", "destroy"]) rmSync(join(folder, name), { recursive: true, force: true });
    return waitFor(folder, serveInBackground(options, config.path, folder, io.cwd), io);
  });
  io.out(`${record.url}  (pid ${record.pid})`);
  if (options.seed === undefined)
    sayNext(io, { ...options, aws: "local" }, "plan", "then review it, and apply --aws local");
  else sayNext(io, { ...options, aws: "local" }, "discover", "records what is there; then plan --aws local");
  return EXIT.fine;
}
