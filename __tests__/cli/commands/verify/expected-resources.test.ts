import { appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadExpectedResources } from "../../../../cli/commands/verify/expected-resources";
import type { Io } from "../../../../cli/terminal/io";
import { loadProject } from "../../../../organization/load-project";
import type { RunProcess } from "../../../../terraform/process/run-process";
import { copyOfExample } from "../../../support/orgduty";

const { folder, config } = copyOfExample("hub");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const said: string[] = [];
const io = {
  env: {},
  signal: new AbortController().signal,
  progress: (text: string) => said.push(text),
} as unknown as Io;

let runs = 0;
/** Stands for the app: one stack with one queue. */
const app: RunProcess = async ({ env }) => {
  runs += 1;
  const stack = join(env.CDKTF_OUTDIR!, "stacks", "eu-west-1");
  mkdirSync(stack, { recursive: true });
  const provider = { aws: [{ alias: "administrator", region: "eu-west-1", allowed_account_ids: ["1"] }] };
  const resource = { aws_sqs_queue: { q: { provider: "aws.administrator", name: `run ${runs}` } } };
  writeFileSync(join(stack, "cdk.tf.json"), JSON.stringify({ provider, resource }));
  return Promise.resolve({ exitCode: 0, stdout: "", stderr: "" } as Awaited<ReturnType<RunProcess>>);
};
const broken: RunProcess = () =>
  Promise.resolve({ exitCode: 1, stdout: "", stderr: "no such module" } as Awaited<ReturnType<RunProcess>>);

const load = async (run: RunProcess = app) => {
  const resources = await loadExpectedResources(loadProject(config), false, io, run);
  return resources.map(({ attributes }) => attributes.name);
};

describe("What verify expects", () => {
  it("is synthesized once, and again only if the config has changed", async () => {
    expect([await load(), await load()]).toEqual([["run 1"], ["run 1"]]);
    expect(said).toEqual(["synthesizing what should be there"]);
    appendFileSync(config, "\n# changed\n");
    expect(await load()).toEqual(["run 2"]);
  });

  it("is not taken from an older config if the app fails", async () => {
    appendFileSync(config, "# changed again\n");
    await expect(load(broken)).rejects.toThrow("no such module");
    await expect(load()).resolves.toEqual(["run 3"]);
  });
});
