import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildProgram } from "../../cli/program";
import { EXIT } from "../../cli/terminal/io";
import { recordedIo } from "../cli/terminal/recorded-io";
import { ROOT } from "../support/orgduty";

describe("exit codes", () => {
  it("are the contract of every command", () => {
    expect(EXIT).toEqual({ fine: 0, error: 1, failures: 2, drift: 3, interrupted: 130 });
  });

  it("are all in --help and in docs/commands.md", async () => {
    const io = recordedIo(ROOT);
    await buildProgram(io, () => undefined)
      .parseAsync(["node", "orgduty", "--help"])
      .catch(() => undefined);
    const help = /Exit codes: ([^]*?)\.\n/.exec(io.outLines.join("\n"))![1]!;
    const page = /Exit codes: ([^]*?)\. The/.exec(readFileSync(join(ROOT, "docs/commands.md"), "utf8"))![1]!;
    for (const text of [help, page]) {
      const codes = [...text.matchAll(/(?:^|,\s)(\d+)\s/g)].map(([, code]) => Number(code));
      expect(codes.sort((a, b) => a - b)).toEqual(Object.values(EXIT));
    }
  });
});
