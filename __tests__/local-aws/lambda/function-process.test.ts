import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { FunctionProcess } from "../../../local-aws/lambda/function-process";
import { zipOf } from "../../support/zip";

async function start(code: string, node = process.execPath): Promise<FunctionProcess> {
  const image = {
    ...{ name: "function", arn: "arn:aws:lambda:eu-west-1:222222222222:function:function" },
    ...{ zip: await zipOf({ "index.js": code }), handler: "index.handler" },
    ...{ timeoutSeconds: 60, memoryMegabytes: 128, environment: {} },
  };
  return new FunctionProcess(node, image, mkdtempSync(join(tmpdir(), "function-")));
}

/** Also true of a process that was killed and is not yet gone. */
function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Runs a program as the leader of its own process group. */
async function runDetached(command: string, args: readonly string[]) {
  const child = spawn(command, args, { detached: true, stdio: ["ignore", "pipe", "inherit"] });
  const [stdout, [, signal]] = await Promise.all([text(child.stdout), once(child, "close")]);
  return { stdout, signal: signal as NodeJS.Signals | null };
}

describe("FunctionProcess", () => {
  it("is gone once it has stopped", async () => {
    const running = await start("exports.handler = async () => process.pid;");
    const { result: pid } = (await running.invoke({})) as { result: number };
    expect(exists(pid)).toBe(true);
    await running.stop();
    expect(exists(pid)).toBe(false);
    expect(running.isAlive).toBe(false);
    await running.stop();
  });

  it("answers an event that it dies in", async () => {
    const running = await start("exports.handler = () => process.kill(process.pid, 'SIGKILL');");
    const outcome = await running.invoke({});
    expect(outcome).toMatchObject({ error: { errorType: "Runtime.ExitError" } });
    await running.ended;
  });

  it("signals nobody if it is stopped before it could be started", async () => {
    const image = { zip: (await zipOf({ "index.js": "" })).toString("base64"), environment: {} };
    const script = `
      const { FunctionProcess } = require(${JSON.stringify(require.resolve("../../../local-aws/lambda/function-process"))});
      const image = ${JSON.stringify(image)};
      const folder = require("node:fs").mkdtempSync(require("node:path").join(require("node:os").tmpdir(), "function-"));
      const running = new FunctionProcess("/nowhere/node", { ...image, zip: Buffer.from(image.zip, "base64") }, folder);
      void running.stop().then(() => console.log("stopped"));`;
    // In a process group of its own, because a signal to process 0 reaches the whole group.
    const { stdout, signal } = await runDetached(process.execPath, ["--import", "tsx", "-e", script]);
    expect([stdout, signal]).toEqual(["stopped\n", null]);
  });

  it("does not wait for a process that could not be started", async () => {
    const running = await start("", "/nowhere/node");
    await running.stop();
    expect(await running.invoke({})).toMatchObject({ error: { errorType: "Runtime.ExitError" } });
  });
});
