import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "../../../../cli/commands/local/serve";
import { start } from "../../../../cli/commands/local/start";
import { status } from "../../../../cli/commands/local/status";
import { stop } from "../../../../cli/commands/local/stop";
import {
  localFolder,
  localRecordFile,
  readLocalRecord,
  removeLocalRecord,
  writeLocalRecord,
} from "../../../../cli/local-record";
import { NO_FUNCTIONS } from "../../../../cli/commands/local/no-functions";
import { runModeOf } from "../../../../cli/run-mode";
import { knownProcess } from "../../../../terraform/process/known-process";
import { withLockedFolder } from "../../../../terraform/state/work-folder-lock";
import { copyOfExample } from "../../../support/orgduty";
import { recordedIo } from "../../terminal/recorded-io";

describe("orgduty local", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-local-"));
  const config = join(folder, "orgduty.yaml");
  const records = localFolder(config);
  const io = () => recordedIo(folder);
  let server: Server | undefined;
  afterEach(() => {
    server?.close();
    server = undefined;
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** What answers where a local AWS was. */
  const answering = async (pid: number): Promise<string> => {
    server = createServer((_, response) => response.end(JSON.stringify({ ready: true, pid }))).listen(0);
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const NOWHERE = "http://127.0.0.1:9";
  const sleeper = () => spawn("sleep", ["60"]);

  it("says that none runs and stops none, whatever is wrong in the config", async () => {
    writeFileSync(config, "no: config");
    const [told, stopped] = [io(), io()];
    expect([await status({}, told), await stop({}, stopped)]).toEqual([0, 0]);
    expect([told.outLines, stopped.errLines]).toEqual([
      ["not running"],
      ["no local AWS is running for this config"],
    ]);
  });

  it("says that it runs no functions: status, and every command that works in it", async () => {
    writeLocalRecord(records, { url: NOWHERE, functions: false, ...knownProcess(process.pid) });
    const [told, planned, elsewhere] = [io(), io(), recordedIo(folder, { ORGDUTY_LOCAL_AWS_URL: NOWHERE })];
    await status({}, told);
    expect(runModeOf({ aws: "local" }, config, planned)).toEqual({ kind: "local", endpoint: NOWHERE });
    expect(runModeOf({ aws: "local" }, config, elsewhere)).toEqual({ kind: "local", endpoint: NOWHERE });
    expect([told.errLines, planned.errLines, elsewhere.errLines]).toEqual([
      [NO_FUNCTIONS],
      [NO_FUNCTIONS],
      [],
    ]);
    removeLocalRecord(records);
  });

  it("leaves a process alone that has the number of one that died", async () => {
    const other = sleeper();
    writeLocalRecord(records, { url: NOWHERE, pid: other.pid!, started: "before" });
    const told = io();
    await status({}, told);
    await stop({}, io());
    expect([told.outLines, readLocalRecord(records)]).toEqual([["not running"], undefined]);
    expect(process.kill(other.pid!, 0)).toBe(true);
    other.kill();
  });

  it("is stopped where it answers nobody, killed where it does not listen either, and that is told", async () => {
    const deaf = spawn("sh", ["-c", "trap '' TERM; echo; while :; do sleep 0.1; done"]);
    await once(deaf.stdout, "data");
    writeLocalRecord(records, { url: NOWHERE, ...knownProcess(deaf.pid!) });
    const [told, stopped] = [io(), io()];
    await status({}, told);
    expect(told.outLines).toEqual([`${NOWHERE}  (pid ${deaf.pid})  does not answer`]);
    expect(await stop({}, stopped, 200)).toBe(0);
    expect(stopped.errLines).toEqual([
      `process ${deaf.pid} did not end within 0.2 s, so it is killed now`,
      `stopped ${NOWHERE}`,
    ]);
    if (deaf.signalCode === null) await once(deaf, "exit");
    expect([deaf.signalCode, existsSync(localRecordFile(records))]).toEqual(["SIGKILL", false]);
  });

  it("rejects to end what only has its number and does not answer", async () => {
    const other = sleeper();
    writeLocalRecord(records, { url: NOWHERE, pid: other.pid! });
    await expect(stop({}, io())).rejects.toThrow(
      `process ${other.pid} may be the local AWS, but ${NOWHERE} does not answer: the process was not ended\n  fix: if it is the local AWS, kill ${other.pid}; then delete ${localRecordFile(records)}`,
    );
    expect(process.kill(other.pid!, 0)).toBe(true);
    other.kill();
  });

  it("rejects to say that it stopped what may not be ended", async () => {
    const kill = jest.spyOn(process, "kill").mockImplementation((_, signal) => {
      if (signal === 0) return true;
      throw Object.assign(new Error("kill EPERM"), { code: "EPERM" });
    });
    writeLocalRecord(records, { url: NOWHERE, ...knownProcess(1) });
    await expect(stop({}, io())).rejects.toThrow(
      "process 1 could not be ended: kill EPERM\n  fix: end it as the user who started it: kill 1",
    );
    kill.mockRestore();
    expect(readLocalRecord(records)).toMatchObject({ pid: 1 });
    removeLocalRecord(records);
  });

  it("says where it runs, and stops it once", async () => {
    const local = sleeper();
    const record = { url: await answering(local.pid!), pid: local.pid! };
    writeLocalRecord(records, record);
    const [told, stopped, again] = [io(), io(), io()];
    await status({}, told);
    expect(told.outLines).toEqual([`${record.url}  (pid ${record.pid})`]);
    await stop({}, stopped);
    await stop({}, again);
    expect([stopped.errLines, again.errLines]).toEqual([
      [`stopped ${record.url}`],
      ["no local AWS is running for this config"],
    ]);
    if (local.signalCode === null) await once(local, "exit");
    expect(local.signalCode).toBe("SIGTERM");
  });

  it.each([
    ["start", start],
    ["serve", serve],
  ])("rejects to %s one while another begins", async (name, command) => {
    const example = copyOfExample("acme");
    const begun = join(localFolder(example.config), "locks", name);
    const second = () => command({ config: example.config }, io());
    await expect(withLockedFolder(begun, second)).rejects.toThrow(`another orgduty works in ${begun}`);
    rmSync(example.folder, { recursive: true });
  });

  it("rejects starting or serving a second one, though the first does not answer", async () => {
    const example = copyOfExample("acme");
    writeLocalRecord(localFolder(example.config), { url: NOWHERE, ...knownProcess(process.pid) });
    const refused = `a local AWS is already running: ${NOWHERE}\n  fix: ./orgduty local stop`;
    await expect(start({ config: example.config }, io())).rejects.toThrow(refused);
    await expect(serve({ config: example.config }, io())).rejects.toThrow(refused);
    expect(readLocalRecord(localFolder(example.config))).toMatchObject({ pid: process.pid });
    rmSync(example.folder, { recursive: true });
  });
});
