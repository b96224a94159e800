import { amountOf, countOf, portOf } from "../../../cli/terminal/numbers";
import { buildProgram } from "../../../cli/program";
import { recordedIo } from "./recorded-io";

describe("numbers", () => {
  it("reads counts, amounts and ports", () => {
    expect([countOf("2"), amountOf("0.5"), portOf("0")]).toEqual([2, 0.5, 0]);
  });

  it.each([
    [countOf, ["0", "-1", "1.5", "two", "", "Infinity"]],
    [amountOf, ["-1", "soon", " ", "Infinity"]],
    [portOf, ["-1", "65536", "80.5", "http"]],
  ] as const)("rejects what is none: %p", (read, texts) => {
    for (const text of texts) expect(() => read(text)).toThrow(/^fix: give it a/);
  });

  it.each([
    ["plan", "--concurrency"],
    ["apply", "--concurrency"],
    ["apply", "--max-age"],
    ["destroy", "--concurrency"],
    ["verify", "--wait"],
  ])("rejects `%s %s x` with the text that was given", async (command, flag) => {
    const io = recordedIo("/");
    const program = buildProgram(io, () => undefined);
    await expect(program.parseAsync(["node", "orgduty", command, flag, "x"])).rejects.toThrow(
      new RegExp(`option '${flag} <.+>' argument 'x' is invalid. fix: give it a `),
    );
  });
});
