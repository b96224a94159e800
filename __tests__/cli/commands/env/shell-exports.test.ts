import { execFileSync } from "node:child_process";
import fc from "../../../support/fast-check";
import { shellExports } from "../../../../cli/commands/env/shell-exports";

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
    const hostile = fc.constantFrom("'", "$(id)", "`id`", "\\'", "a\nb", "!!");
    // Many values a shell: to start one takes longer than all else.
    const values = fc.array(fc.oneof(value, hostile), { minLength: 10, maxLength: 20 });
    fc.assert(
      fc.property(values, (texts) => {
        const lines = texts.map((text) => `${shellExports({ VALUE: text }, [])}\nprintf '%s\\0' "$VALUE"`);
        const handed = execFileSync("/bin/sh", ["-c", lines.join("\n")])
          .toString()
          .split("\0");
        expect(handed).toEqual([...texts.map((text) => Buffer.from(text).toString()), ""]);
      }),
      { numRuns: 5 },
    );
  });
});
