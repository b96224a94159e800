import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { knownProcess, processText, stillRuns } from "../../../terraform/process/known-process";
import type { ProcessRequest } from "../../../terraform/process/run-process";
import { terraform, type StackRun } from "../../../terraform/engine/stack-run";
import { noteTerraform, waitForSurvivors } from "../../../terraform/process/survivors";
import { stackFolderOf } from "../../../terraform/plan/synthesized-stack";
import { withLockedFolder } from "../../../terraform/state/work-folder-lock";
import { temporaryFolder } from "../support/temporary-folder";

describe("the Terraform of a killed orgduty", () => {
  const folder = temporaryFolder();
  const stackFolder = () => stackFolderOf(folder(), "us-east-1");
  beforeEach(() => mkdirSync(stackFolder(), { recursive: true }));
  const working = (seconds: number): number => {
    const { pid } = spawn("sleep", [String(seconds)], { detached: true });
    noteTerraform(stackFolder(), pid!);
    return pid!;
  };

  it("is waited for before anything else works there", async () => {
    const pid = working(60);
    const told: string[] = [];
    const tell = (text: string) => {
      told.push(text);
      setTimeout(() => process.kill(pid), 300);
    };
    await withLockedFolder(folder(), async () => expect(stillRuns({ pid })).toBe(false), { tell });
    expect(told).toEqual([`waiting for the Terraform of an orgduty that was killed: us-east-1 (pid ${pid})`]);
  });

  it("is named, with what to do, where it takes longer", async () => {
    const pid = working(60);
    const told = `the Terraform of an orgduty that was killed still works in us-east-1 (pid ${pid})\n  fix: wait until it has finished, or make it stop in order: kill -INT ${pid};`;
    await expect(waitForSurvivors(folder(), { waitMs: 300 })).rejects.toThrow(told);
    process.kill(pid);
  });

  it("is waited for until a person interrupts", async () => {
    const pid = working(60);
    const waiting = withLockedFolder(folder(), async () => undefined, { signal: AbortSignal.timeout(100) });
    await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
    process.kill(pid);
  });

  it("is not waited for where its number is another process's by now", async () => {
    const pid = working(60);
    const note = readFileSync(join(stackFolder(), "terraform.pid"), "utf8");
    writeFileSync(join(stackFolder(), "terraform.pid"), note.replace(/ .*/, " another time"));
    await waitForSurvivors(folder(), { waitMs: 0 });
    process.kill(pid);
  });

  it("leaves nothing to wait for once it has ended, nor where none ever ran", async () => {
    noteTerraform(stackFolder(), 4_194_305);
    await waitForSurvivors(folder(), { waitMs: 0 });
    await waitForSurvivors(join(folder(), "new"), { waitMs: 0 });
  });

  it("is on record for as long as it runs, and an apply's output is in files", async () => {
    const requests: ProcessRequest[] = [];
    const stack: StackRun = {
      entry: { name: "us-east-1", kind: "region", partition: "aws", region: "us-east-1", dependsOn: [] },
      lockFile: "",
      folder: stackFolder(),
      binary: { command: "terraform", version: "1.11.4" },
      env: {},
      run: async (request) => {
        requests.push(request);
        request.onStart?.(1);
        expect(existsSync(join(stackFolder(), "terraform.pid"))).toBe(true);
        return { exitCode: 0, stdout: "", stderr: "" };
      },
    };
    await terraform(stack, "apply", []);
    await terraform(stack, "plan", []);
    expect(existsSync(join(stackFolder(), "terraform.pid"))).toBe(false);
    expect(requests.map(({ finishesAlone = false }) => finishesAlone)).toEqual([true, false]);
  });
});

describe("the lock of a work folder", () => {
  const folder = temporaryFolder();

  it("is taken over from a killed process whose number another one has by now", async () => {
    const lock = `${folder()}.lock`;
    mkdirSync(lock);
    const nineSecondsAgo = Date.now() / 1000 - 9;
    utimesSync(lock, nineSecondsAgo, nineSecondsAgo);
    writeFileSync(join(folder(), "held-by"), `${process.pid} another time`);
    await expect(withLockedFolder(folder(), async () => "done")).resolves.toBe("done");
  });

  it("is never taken from a process that still runs, however long it was stopped", async () => {
    const stopped = spawn("sleep", ["60"]);
    stopped.kill("SIGSTOP");
    mkdirSync(`${folder()}.lock`);
    utimesSync(`${folder()}.lock`, 1, 1);
    writeFileSync(join(folder(), "held-by"), processText(knownProcess(stopped.pid!)));
    await expect(withLockedFolder(folder(), async () => "done")).rejects.toThrow(
      `another orgduty works in ${folder()} (pid ${stopped.pid})`,
    );
    expect(statSync(`${folder()}.lock`).mtimeMs).toBe(1000);
    stopped.kill("SIGKILL");
  });

  it("rejects a second one at once, with what to do", async () => {
    const second = () => withLockedFolder(folder(), async () => undefined);
    await expect(withLockedFolder(folder(), second)).rejects.toThrow(
      `another orgduty works in ${folder()} (pid ${process.pid})\n  fix: wait until it has finished;`,
    );
  });
});
