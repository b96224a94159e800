import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
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
  const resources = await loadExpectedResources(loadProject(config), io, run);
  return resources.map(({ attributes }) => attributes.name);
};

/** Every file below a folder that contains a text. */
function filesWith(text: string, where: string): string[] {
  return readdirSync(where, { recursive: true, encoding: "utf8" })
    .map((name) => join(where, name))
    .filter((file) => statSync(file).isFile() && readFileSync(file, "utf8").includes(text));
}

describe("What verify expects", () => {
  it("is synthesized anew for each run, and said", async () => {
    expect([await load(), await load()]).toEqual([["run 1"], ["run 2"]]);
    expect(new Set(said)).toEqual(new Set(["synthesizing what should be there"]));
  });

  it("leaves nothing beside the config that could be edited to hide a gap", async () => {
    const name = (await load())[0] as string;
    expect(filesWith(name, folder)).toEqual([]);
  });

  it("is the same after every stack that is kept beside the config was doctored", async () => {
    await load();
    const kept = join(folder, ".orgduty", "expected", "hub", "stacks", "eu-west-1");
    mkdirSync(kept, { recursive: true });
    writeFileSync(join(kept, "cdk.tf.json"), "{}");
    for (const stack of filesWith("", folder).filter((file) => file.endsWith("cdk.tf.json")))
      writeFileSync(stack, "{}");
    expect(await load()).toHaveLength(1);
  });

  it("is not taken from an earlier run if the app fails", async () => {
    await expect(load(broken)).rejects.toThrow("no such module");
  });
});
