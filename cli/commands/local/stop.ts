import { localAwsProcess } from "../../../local-aws/control";
import {
  localFolder,
  localRecordFile,
  readLocalRecord,
  removeLocalRecord,
  type LocalRecord,
} from "../../local-record";
import { findConfig } from "../../open-project";
import { endProcess } from "../../terminal/end-process";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { STOP_MILLISECONDS, type LocalOptions } from "./options";

/**
 * `orgduty local stop`: ends the local AWS and waits until it is gone, even if it no longer answers. The config need
 * not be valid.
 */
export async function stop(
  options: LocalOptions,
  io: Io,
  waitMs: number = STOP_MILLISECONDS,
): Promise<number> {
  const folder = localFolder(findConfig(options, io));
  const running = readLocalRecord(folder);
  if (!running) {
    removeLocalRecord(folder);
    io.err("no local AWS is running for this config");
    return EXIT.fine;
  }
  if (!(await isLocalAws(running)))
    throw new CommandError(
      `process ${running.pid} may be the local AWS, but ${running.url} does not answer: the process was not ended`,
      `if it is the local AWS, kill ${running.pid}; then delete ${localRecordFile(folder)}`,
    );
  await endProcess(running, { tell: io.err, waitMs });
  removeLocalRecord(folder);
  io.err(`stopped ${running.url}`);
  return EXIT.fine;
}

/** After a crash another process may have this number, so it must answer as the local AWS before it is ended. */
async function isLocalAws({ url, pid, started }: LocalRecord): Promise<boolean> {
  return started !== undefined || (await localAwsProcess(url)) === pid;
}
