import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

  it("does not wait for a process that could not be started", async () => {
    const running = await start("", "/nowhere/node");
    await running.stop();
    expect(await running.invoke({})).toMatchObject({ error: { errorType: "Runtime.ExitError" } });
  });
});
