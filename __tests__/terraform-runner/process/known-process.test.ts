import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  knownProcess,
  lookWithPs,
  processOf,
  processText,
  stillRuns,
} from "../../../terraform/process/known-process";
import { temporaryFolder } from "../support/temporary-folder";

describe("a known process", () => {
  const folder = temporaryFolder();
  let child: ChildProcess | undefined;
  afterEach(() => child?.kill("SIGKILL"));
  const started = (command: string, ...args: string[]): number => {
    child = spawn(command, args, { stdio: ["ignore", "pipe", "ignore"] });
    return child.pid!;
  };

  it("runs until it has ended", async () => {
    const known = knownProcess(started("sleep", "60"));
    expect(stillRuns(known)).toBe(true);
    child!.kill();
    await once(child!, "exit");
    expect(stillRuns(known)).toBe(false);
  });

  it("is not another one that has its number", () => {
    const { pid } = knownProcess(started("sleep", "60"));
    expect(stillRuns({ pid, started: "another time" })).toBe(false);
    expect(stillRuns({ pid: 0 })).toBe(false);
  });

  it("has ended where its parent has not noticed", async () => {
    started("sh", "-c", "sleep 0.1 & echo $!; exec sleep 60");
    const pid = Number(String((await once(child!.stdout!, "data"))[0]));
    const known = knownProcess(pid);
    while (stillRuns(known)) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(process.kill(pid, 0)).toBe(true);
    expect(stillRuns({ pid })).toBe(false);
  });

  it("is known again whatever its name", () => {
    const name = join(folder(), "a) Z 1 2 (b");
    symlinkSync("/bin/sleep", name);
    expect(stillRuns(knownProcess(started(name, "60")))).toBe(true);
  });

  it("is one by its number alone in a note of an earlier orgduty", () => {
    expect(processOf("4711")).toEqual({ pid: 4711 });
    expect(stillRuns(processOf(`${started("sleep", "60")}\n`))).toBe(true);
    expect(processOf("")).toEqual({ pid: 0 });
  });

  it("keeps its beginning in a note", () => {
    for (const known of [{ pid: 1, started: "Wed Nov 25 03:25:24 2026" }, { pid: 2 }])
      expect(processOf(processText(known))).toEqual(known);
    expect(knownProcess(process.pid)).toEqual({ pid: process.pid, started: expect.stringMatching(/\d/) });
  });

  it("is looked at with ps where there is no /proc", () => {
    // Where no ps is installed, this one speaks for it.
    const answer = `[ "$6" = 4194305 ] || echo "S Wed Nov 25 03:25:24 2026"`;
    writeFileSync(join(folder(), "ps"), `#!/bin/sh\n${answer}\n`, { mode: 0o755 });
    process.env.PATH += `:${folder()}`;
    expect(lookWithPs(started("sleep", "60"))).toEqual({
      state: expect.stringMatching(/^[A-Y]$/),
      started: expect.stringMatching(/ \d\d:\d\d:\d\d 20\d\d$/),
    });
    expect(lookWithPs(4_194_305)).toBeUndefined();
  });
});
