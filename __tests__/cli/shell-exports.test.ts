import { execFileSync } from "node:child_process";
import fc from "../support/fast-check";
import { shellExports } from "../../cli/shell-exports";

describe("shellExports", () => {
  it("exports and unsets", () => {
    expect(shellExports({ TF_CLI_CONFIG_FILE: "/a b" }, ["AWS_PROFILE"])).toBe(
      "unset AWS_PROFILE\nexport TF_CLI_CONFIG_FILE='/a b'",
    );
  });

  it("leaves out what no shell can name, which would run as a command", () => {
    expect(shellExports({}, ["AWS_X;rm -rf ~", "AWS_$(id)", "1AWS", "AWS_OK"])).toBe("unset AWS_OK");
  });

  it("hands any value to a shell unchanged", () => {
    const value = fc.string({ unit: "binary" }).map((text) => text.replaceAll("\0", ""));
    fc.assert(
      fc.property(fc.oneof(value, fc.constantFrom("'", "$(id)", "`id`", "\\'", "a\nb", "!!")), (text) => {
        const script = `${shellExports({ VALUE: text }, [])}\nprintf %s "$VALUE"`;
        expect(execFileSync("/bin/sh", ["-c", script]).toString()).toBe(Buffer.from(text).toString());
      }),
      { numRuns: 40 },
    );
  });
});
