import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { start, status, stop } from "../../cli/commands/local";
import { localFolder, readLocalRecord, writeLocalRecord } from "../../cli/local-record";
import { copyOfExample } from "../support/orgduty";
import { recordedIo } from "./recorded-io";

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
  const sleeper = () => spawn("sleep", ["60"]);

  it("says that none runs and stops none, whatever is wrong in the config", async () => {
    writeFileSync(config, "no: config");
    const [told, stopped] = [io(), io()];
    expect([await status({}, told), await stop({}, stopped)]).toEqual([0, 0]);
    expect([told.outLines, stopped.errLines]).toEqual([
      ["not running"],
      ["no local AWS runs for this config"],
    ]);
  });

  it("leaves a process alone that has the number of one that died", async () => {
    const other = sleeper();
    writeLocalRecord(records, { url: "http://127.0.0.1:9", pid: other.pid! });
    const told = io();
    await status({}, told);
    await stop({}, io());
    expect([told.outLines, readLocalRecord(records)]).toEqual([["not running"], undefined]);
    expect(process.kill(other.pid!, 0)).toBe(true);
    other.kill();
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
      ["no local AWS runs for this config"],
    ]);
    expect(() => process.kill(local.pid!, 0)).toThrow("ESRCH");
  });

  it("rejects starting a second one", async () => {
    const example = copyOfExample("acme");
    const url = await answering(process.pid);
    writeLocalRecord(localFolder(example.config), { url, pid: process.pid });
    await expect(start({ config: example.config }, io())).rejects.toThrow(
      `a local AWS runs already: ${url}\n  fix: npx orgduty local stop`,
    );
    rmSync(example.folder, { recursive: true });
  });
});
