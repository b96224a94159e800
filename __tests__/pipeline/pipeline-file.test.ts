import { isAsWritten, withHead } from "../../pipeline/pipeline-file";

const PLACE = { config: "orgduty.yaml", command: "./orgduty pipeline github" };

describe("A file of a pipeline", () => {
  const text = withHead("name: x\non: push\n", PLACE);

  it("says what wrote it, and from what", () => {
    expect(text.split("\n")[0]).toBe(
      "# Written by ./orgduty pipeline github from orgduty.yaml. Change that file, and write this one again.",
    );
  });

  it("is known as written, of whatever config", () => {
    expect(isAsWritten(text)).toBe(true);
    expect(isAsWritten(withHead("", { ...PLACE, config: "a/b.yaml" }))).toBe(true);
  });

  it.each([
    ["a changed line", text.replace("push", "pull_request")],
    ["a line more", `${text}# more\n`],
    ["a line before its head", `# mine\n${text}`],
    ["no head", "name: x\non: push\n"],
    ["nothing", ""],
  ])("is known as changed by %s", (_, changed) => {
    expect(isAsWritten(changed)).toBe(false);
  });
});
