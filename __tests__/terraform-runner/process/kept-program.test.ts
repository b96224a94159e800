import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stillRuns } from "../../../terraform/process/known-process";
import { keepProgram } from "../../../terraform/process/kept-program";
import { eventually } from "../../support/running-local-aws";
import { ROOT } from "../../support/orgduty";
import { temporaryFolder } from "../support/temporary-folder";

describe("keepProgram", () => {
  const folder = temporaryFolder();
  const path = { PATH: process.env.PATH };

  /** A program that notes its process, and does as it is written. */
  function program(body: string): string {
    const file = join(folder(), "program.js");
    const note = `require("node:fs").writeFileSync(${JSON.stringify(join(folder(), "pid"))}, String(process.pid));`;
    writeFileSync(file, `#!${process.execPath}\n${note}\n${body}`);
    chmodSync(file, 0o755);
    return file;
  }
  const request = (command: string, more: object = {}) => ({
    ...{ command, argument: "-debug", cwd: folder(), env: path, says: /READY=(\w+)/ },
    ...more,
  });
  const pid = () => Number(readFileSync(join(folder(), "pid"), "utf8"));
  const RUNS = "console.log(`READY=${process.argv[2].slice(1)}`); setInterval(() => undefined, 1000);";

  it("gives what the program says once it is ready, and leaves nothing once it is ended", async () => {
    const kept = keepProgram(request(program(`${RUNS} process.on("SIGINT", () => process.exit());`)));
    expect((await kept.said)?.[1]).toBe("debug");
    expect(stillRuns({ pid: pid() })).toBe(true);
    await kept.end();
    expect(stillRuns({ pid: pid() })).toBe(false);
  });

  it("kills one that does not end", async () => {
    const kept = keepProgram(request(program(`${RUNS} process.on("SIGINT", () => undefined);`)));
    await kept.said;
    await kept.end();
    await eventually("the program is gone", () => Promise.resolve(!stillRuns({ pid: pid() })));
  });

  it("gives nothing if the program ends, says something else, or is missing", async () => {
    const ends = keepProgram(request(program("")));
    expect(await ends.said).toBeUndefined();
    await ends.end();
    const silent = keepProgram(request(program("setInterval(() => undefined, 1000)"), { patienceMs: 500 }));
    expect(await silent.said).toBeUndefined();
    await silent.end();
    const missing = keepProgram(request(join(folder(), "nothing")));
    expect(await missing.said).toBeUndefined();
    await missing.end();
    const nowhere = keepProgram(request(program(RUNS), { cwd: join(folder(), "nowhere") }));
    expect(await nowhere.said).toBeUndefined();
    await nowhere.end();
  });

  it("leaves nothing if this process is killed", async () => {
    const kept = join(ROOT, "terraform/process/kept-program.ts");
    const code = `
      import { keepProgram } from ${JSON.stringify(kept)};
      const kept = keepProgram({ ...${JSON.stringify(request(program(RUNS)))}, says: /READY=(\\w+)/ });
      void kept.said.then(() => process.kill(process.pid, "SIGKILL"));
    `;
    writeFileSync(join(folder(), "parent.ts"), code);
    const parent = spawn(process.execPath, ["--import", "tsx", join(folder(), "parent.ts")], { cwd: ROOT });
    expect(await once(parent, "exit")).toEqual([null, "SIGKILL"]);
    await eventually("the program is gone", () => Promise.resolve(!stillRuns({ pid: pid() })));
  });
});
