import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stillRuns } from "../../../terraform/process/known-process";
import { runProcess } from "../../../terraform/process/run-process";
import { temporaryFolder } from "../support/temporary-folder";

describe("runProcess", () => {
  const folder = temporaryFolder();
  const shell = (script: string, signal?: AbortSignal, killAfterMilliseconds = 60_000) =>
    runProcess({
      command: "/bin/sh",
      args: ["-c", script],
      cwd: folder(),
      env: { PATH: process.env.PATH },
      killAfterMilliseconds,
      ...(signal ? { signal } : {}),
    });
  const appears = async (file: string) => {
    const path = join(folder(), file);
    const deadline = Date.now() + 50_000;
    while (!existsSync(path) || readFileSync(path, "utf8") === "") {
      if (Date.now() > deadline) throw new Error(`no ${file}`);
      await sleep(10);
    }
    return readFileSync(path, "utf8");
  };

  it("returns exit code, stdout and stderr", async () => {
    expect(await shell("echo out; echo err >&2; exit 3")).toEqual({
      exitCode: 3,
      stdout: "out\n",
      stderr: "err\n",
    });
  });

  it("returns the same of a child that finishes alone", async () => {
    const request = {
      command: "/bin/sh",
      args: ["-c", "echo out; echo err >&2; exit 3"],
      finishesAlone: true,
    };
    const result = await runProcess({ ...request, cwd: folder(), env: {} });
    expect(result).toEqual({ exitCode: 3, stdout: "out\n", stderr: "err\n" });
  });

  it("ends a child that could not be taken note of, and then fails", async () => {
    const running = runProcess({
      ...{ command: "/bin/sh", args: ["-c", "echo $$ > child; exec sleep 60"], cwd: folder(), env: {} },
      onStart: () => {
        throw new Error("no space left");
      },
    });
    await expect(running).rejects.toThrow("no space left");
  });

  it("interrupts a child and everything it started", async () => {
    const abort = new AbortController();
    const running = shell("/bin/sh -c 'echo $$ > grandchild; exec sleep 60'; true", abort.signal);
    const grandchild = Number(await appears("grandchild"));
    abort.abort();
    await expect(running).rejects.toMatchObject({ name: "AbortError" });
    // It has closed its output and is about to be gone.
    while (stillRuns({ pid: grandchild })) await sleep(10);
  });

  it("kills a child that ignores the interruption", async () => {
    const abort = new AbortController();
    const running = shell("trap '' INT; echo x > ready; while true; do sleep 0.05; done", abort.signal, 200);
    await appears("ready");
    abort.abort();
    await expect(running).rejects.toMatchObject({ name: "AbortError" });
  });

  it("counts an interrupted child that still succeeded as a success", async () => {
    const abort = new AbortController();
    const running = shell(
      "trap 'echo finished; exit 0' INT; echo x > ready; while true; do sleep 0.05; done",
      abort.signal,
    );
    await appears("ready");
    abort.abort();
    expect(await running).toMatchObject({ exitCode: 0, stdout: "finished\n" });
  });

  it("starts nothing once interrupted", async () => {
    await expect(shell("touch started", AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" });
    expect(existsSync(join(folder(), "started"))).toBe(false);
  });

  it("lets a child that finishes alone write on when this process is killed", async () => {
    const request = {
      command: "/bin/sh",
      args: [
        "-c",
        "echo x > ready; while kill -0 $PPID; do sleep 0.05; done; echo a && echo b && echo x > done",
      ],
      cwd: folder(),
      env: { PATH: process.env.PATH },
      finishesAlone: true,
    };
    const file = JSON.stringify(require.resolve("../../../terraform/process/run-process"));
    const script = `require(${file}).runProcess(${JSON.stringify(request)})`;
    const parent = spawn(process.execPath, ["--import", "tsx", "-e", script]);
    await appears("ready");
    parent.kill("SIGKILL");
    expect(await appears("done")).toBe("x\n");
  });
});
