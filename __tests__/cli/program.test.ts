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

  it("rejects stacks that there are none of, all at once", () => {
    const project = loadProject(`${ROOT}/examples/acme/orgduty.yaml`);
    expect(() => chosenStacks(project, ["us-east-1", "us-eest-2", "eu-wets-1"])).toThrow(
      '--stack: the config has no stack "us-eest-2", "eu-wets-1"\n  fix: did you mean "us-east-2"?; did you mean "eu-west-1"?',
    );
  });
});
