import { provideLambdaNode } from "../../../../cli/commands/local/lambda-node";
import { NO_FUNCTIONS } from "../../../../cli/commands/local/no-functions";
import type { ProcessResult, RunProcess } from "../../../../terraform/process/run-process";
import { recordedIo } from "../../terminal/recorded-io";

describe("provideLambdaNode", () => {
  /** A machine where Node 22 is found once npm has installed it, if npm can. */
  async function start(has: "a Node 22" | "none", npm: () => Promise<ProcessResult>) {
    const io = recordedIo("/");
    let isThere = has === "a Node 22";
    const commands: string[] = [];
    const run: RunProcess = async ({ command, args }) => {
      commands.push([command, ...args.map((arg) => arg.replace(/^.*(?=__tests__)/, ""))].join(" "));
      const result = await npm();
      isThere = result.exitCode === 0;
      return result;
    };
    await provideLambdaNode(io, { run, find: async () => (isThere ? "/node" : undefined) });
    return { told: io.errLines, commands };
  }
  const fine = async () => ({ exitCode: 0, stdout: "", stderr: "" });

  it("does nothing if there is one", async () => {
    expect(await start("a Node 22", fine)).toEqual({ told: [], commands: [] });
  });

  it("lets npm install the tests' own, and says so", async () => {
    const { told, commands } = await start("none", fine);
    expect(told).toEqual([
      `functions need Node 22, and this is Node ${process.versions.node}: npm installs one into __tests__/support/node22`,
    ]);
    expect(commands).toEqual([
      "npm ci --prefix __tests__/support/node22 --no-audit --no-fund --fetch-retries=1",
    ]);
  });

  it.each<[string, () => Promise<ProcessResult>, string]>([
    [
      "npm fails",
      async () => ({ exitCode: 1, stdout: "", stderr: "npm error ENOTFOUND\nmore" }),
      ": npm error ENOTFOUND",
    ],
    ["there is no npm", () => Promise.reject(new Error("spawn npm ENOENT")), ": spawn npm ENOENT"],
  ])("says that functions will not run if %s", async (_, npm, why) => {
    const { told } = await start("none", npm);
    expect(told[1]).toMatch(`${NO_FUNCTIONS}${why}\n  fix: npm ci --prefix "`);
  });
});
