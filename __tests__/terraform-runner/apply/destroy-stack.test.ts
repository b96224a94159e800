import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { destroyStack, rehearseDestroy } from "../../../terraform/apply/destroy-stack";
import type { ProcessRequest, ProcessResult } from "../../../terraform/process/run-process";
import type { StackRun } from "../../../terraform/engine/stack-run";
import { temporaryFolder } from "../support/temporary-folder";

const SYNTHESIZED = {
  terraform: {},
  resource: {
    aws_guardduty_detector: { kept: { lifecycle: { prevent_destroy: true, ignore_changes: ["tags"] } } },
    aws_sqs_queue: { kept: { lifecycle: { prevent_destroy: true } }, free: { lifecycle: {} } },
    aws_iam_role: { free: {} },
  },
};

describe("destroyStack", () => {
  const folder = temporaryFolder();
  const lifted = () => join(folder(), "zzz_destroy_override.tf.json");
  /** What Terraform was called with, and the override that it then saw. */
  const seen: { readonly request: ProcessRequest; readonly override?: unknown }[] = [];
  beforeEach(() => {
    seen.length = 0;
    writeFileSync(join(folder(), "cdk.tf.json"), JSON.stringify(SYNTHESIZED));
    writeFileSync(join(folder(), "config.lock"), "locked");
  });

  const stack = (answer: (step: string | undefined) => Partial<ProcessResult>): StackRun => ({
    entry: { name: "us-east-1", kind: "region", partition: "aws", region: "us-east-1", dependsOn: [] },
    folder: folder(),
    binary: { command: "terraform", version: "1.11.4" },
    env: {},
    lockFile: join(folder(), "config.lock"),
    run: async (request) => {
      mkdirSync(join(request.cwd, ".terraform"), { recursive: true });
      const override = existsSync(lifted()) ? JSON.parse(readFileSync(lifted(), "utf8")) : undefined;
      seen.push({ request, override });
      return { exitCode: 0, stdout: "", stderr: "", ...answer(request.args[0]) };
    },
  });

  it("lifts prevent_destroy of exactly what carries it, while Terraform destroys", async () => {
    await destroyStack(stack(() => ({})));
    const [init, apply] = seen;
    expect(init?.override).toBeUndefined();
    expect(apply?.request.args).toEqual(expect.arrayContaining(["apply", "-destroy", "-auto-approve"]));
    const free = { lifecycle: { prevent_destroy: false } };
    expect(apply?.override).toEqual({
      resource: { aws_guardduty_detector: { kept: free }, aws_sqs_queue: { kept: free } },
    });
    expect(existsSync(lifted())).toBe(false);
  });

  it("imports nothing of what it destroys", async () => {
    const locals = { existing_detector: { id: "d1" }, members_07: { "333333333333": "a@b.example" } };
    writeFileSync(join(folder(), "cdk.tf.json"), JSON.stringify({ terraform: {}, locals }));
    await destroyStack(stack(() => ({})));
    expect(seen[1]?.override).toEqual({ locals: { existing_detector: {} } });
  });

  it("writes no override where nothing is protected, as Terraform refuses an empty one", async () => {
    const resource = { aws_iam_role: { free: {} } };
    writeFileSync(join(folder(), "cdk.tf.json"), JSON.stringify({ terraform: {}, resource }));
    await destroyStack(stack(() => ({})));
    expect(seen[1]?.override).toBeUndefined();
  });

  it("protects again after a failure", async () => {
    const failing = stack((step) => (step === "apply" ? { exitCode: 1, stderr: "no" } : {}));
    await expect(destroyStack(failing)).rejects.toThrow("us-east-1: terraform apply failed\nno");
    expect(existsSync(lifted())).toBe(false);
  });

  it("waits for a Terraform that outlived an earlier run", async () => {
    await destroyStack(stack(() => ({})));
    expect(seen[1]?.request.args).toContain("-lock-timeout=10m");
  });

  it("is rehearsed by a plan with the same protection lifted, that reads nothing from AWS and is never killed", async () => {
    await rehearseDestroy(stack(() => ({})));
    const { request, override } = seen[1]!;
    expect(request.args).toEqual(expect.arrayContaining(["plan", "-destroy", "-refresh=false"]));
    // A lock that was left behind has to be said soon.
    expect(request.args).toContain("-lock-timeout=5s");
    expect(override).toHaveProperty("resource.aws_guardduty_detector");
    expect(request).toMatchObject({ finishesAlone: true });
    expect(request).not.toHaveProperty("killAfterMilliseconds");
    expect(existsSync(lifted())).toBe(false);
  });
});
