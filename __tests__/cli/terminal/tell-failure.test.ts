import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommandError, EXIT } from "../../../cli/terminal/io";
import { tellFailure } from "../../../cli/terminal/tell-failure";
import { interruption } from "../../../config/problems/operator-error";

describe("tellFailure", () => {
  const told = (error: unknown) => {
    const lines: string[] = [];
    return { code: tellFailure(error, (text) => lines.push(text)), text: lines.join("\n") };
  };

  it("tells an operator's mistake without a stack trace, with the command's own exit code", () => {
    expect(told(new CommandError("no", "yes", EXIT.failures))).toEqual({ code: 2, text: "no\n  fix: yes" });
  });

  it("tells what the file system refused, and a fix, without a stack trace", () => {
    const file = join(mkdtempSync(join(tmpdir(), "orgduty-")), "file");
    writeFileSync(file, "");
    let refusal: unknown;
    try {
      readdirSync(file);
    } catch (error) {
      refusal = error;
    }
    expect(told(refusal)).toEqual({
      code: EXIT.error,
      text: `ENOTDIR: not a directory, scandir '${file}'\n  fix: check that the folder exists, that you may write there, and that the disk has space`,
    });
  });

  it("says that it was interrupted", () => {
    expect(told(interruption())).toEqual({ code: EXIT.interrupted, text: "interrupted" });
  });

  it("keeps the stack trace of a fault of its own, and of a network call that failed", () => {
    const connect = Object.assign(new Error("refused"), { syscall: "connect", code: "ECONNREFUSED" });
    for (const error of [new TypeError("x is undefined"), connect])
      expect(told(error)).toEqual({ code: EXIT.error, text: error.stack });
  });
});
