import { localAwsProcess } from "../../../local-aws/control";
import { localFolder, readLocalRecord } from "../../local-record";
import { findConfig } from "../../open-project";
import { EXIT, type Io } from "../../terminal/io";
import { NO_FUNCTIONS } from "./no-functions";
import type { LocalOptions } from "./options";

/** `orgduty local status`: prints the URL of the local AWS. The config need not be valid. */
export async function status(options: LocalOptions, io: Io): Promise<number> {
  const running = readLocalRecord(localFolder(findConfig(options, io)));
  if (!running) io.out("not running");
  else {
    const answers = (await localAwsProcess(running.url)) === running.pid;
    io.out(`${running.url}  (pid ${running.pid})${answers ? "" : "  does not answer"}`);
    if (running.enforces) io.err("permissions are enforced: ./orgduty local calls");
    if (running.functions === false) io.err(NO_FUNCTIONS);
  }
  return EXIT.fine;
}
