import { COMMANDS } from "../../cli/commands";
import { main } from "../../cli/main";
import type { Io } from "../../cli/terminal/io";

/** Runs a command without a terminal, in a folder that has no config. */
async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const io: Io = {
    ...{ out: (text) => void out.push(text), err: (text) => void err.push(text), progress: () => undefined },
    ...{ interactive: false, ask: () => Promise.reject(new Error("asked")), env: {}, cwd: "/nowhere" },
    signal: new AbortController().signal,
  };
  const code = await main(["node", "orgduty", ...args], io);
  return { code, stdout: out.join("\n"), stderr: err.join("\n") };
}

describe("a failure with --json", () => {
  it.each(COMMANDS.map(({ name }) => name))("is one document on stdout: %s", async (name) => {
    const words = [...name.split(" "), "--config", "/nowhere/orgduty.yaml"];
    const [plain, json] = [await run(...words), await run(...words, "--json")];
    // local stop and status look for a process only, and need no config.
    if (plain.code === 0 && json.code === 0) return expect(name).toMatch(/^local (stop|status)$/);
    // check has a document of its own, with every problem in it.
    if (name === "check") return expect(JSON.parse(json.stdout)).toHaveProperty("problems.0.fix");
    const document = JSON.parse(json.stdout) as { exitCode: number; error: { message: string } };
    expect(document).toMatchObject({ schemaVersion: 1, exitCode: json.code });
    expect(document.error.message).not.toBe("");
    const takesJson = COMMANDS.find((command) => command.name === name)!.flags.some(
      ({ long }) => long === "--json",
    );
    if (takesJson) expect([json.code, json.stderr]).toEqual([plain.code, plain.stderr]);
    return undefined;
  });

  it("names the fix apart from the message", async () => {
    const { code, stdout } = await run("plan", "--offline", "--json");
    const { error } = JSON.parse(stdout) as { error: { message: string; fix: string } };
    expect(code).toBe(1);
    expect(error.message).toBe("no config: looked for --config, $ORGDUTY_CONFIG and /nowhere/orgduty.yaml");
    expect(error.fix).toMatch(/^go to the folder of your orgduty.yaml, or name it with --config/);
  });

  it("leaves stdout to the text without --json", async () => {
    const { code, stdout, stderr } = await run("plan", "--offline");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("no config: looked for");
  });
});
