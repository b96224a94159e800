import { readdirSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS } from "../../cli/commands";
import { chosenStacks } from "../../cli/open-project";
import { buildProgram } from "../../cli/program";
import { loadProject } from "../../organization/load-project";
import { ROOT } from "../support/orgduty";
import { recordedIo } from "./terminal/recorded-io";

describe("orgduty's arguments", () => {
  const help = async (...command: string[]): Promise<string> => {
    const io = recordedIo(ROOT);
    await buildProgram(io, () => undefined)
      .parseAsync(["node", "orgduty", ...command, "--help"])
      .catch(() => undefined);
    return io.outLines.join("\n");
  };

  it("says what a flag that repeats stands for when it is left out", async () => {
    expect(await help("plan")).toContain("--stack <name>     only this stack (repeats) (default: all)");
    expect(await help("verify")).toContain("only this region (repeats) (default: all)");
  });

  it("has what every folder of commands declares", async () => {
    const folders = readdirSync(join(ROOT, "cli/commands"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    const words = COMMANDS.map(({ name }) => name);
    for (const folder of folders) {
      const declares = (name: string) => name.replace(" ", "-") === folder || name.startsWith(`${folder} `);
      expect([folder, words.some(declares)]).toEqual([folder, true]);
    }
    for (const name of words) expect(await help(...name.split(" "))).toContain(`Usage: orgduty ${name} `);
  });

  it("rejects stacks that there are none of, all at once", () => {
    const project = loadProject(`${ROOT}/examples/acme/orgduty.yaml`);
    expect(() => chosenStacks(project, ["us-east-1", "us-eest-2", "eu-wets-1"])).toThrow(
      '--stack: the config has no stack "us-eest-2", "eu-wets-1"\n  fix: did you mean "us-east-2"?; did you mean "eu-west-1"?',
    );
  });
});
