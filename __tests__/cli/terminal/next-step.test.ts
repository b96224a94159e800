import { nextStep } from "../../../cli/commands/review/next-step";
import { outFlag, quoted, sayNext, type CarriedFlags } from "../../../cli/terminal/next-step";
import { recordedIo } from "./recorded-io";

describe("sayNext", () => {
  const said = (flags: CarriedFlags, command: string) => {
    const io = recordedIo("/");
    sayNext(io, flags, command, "why");
    expect(io.outLines).toEqual([]);
    return io.errLines;
  };

  it.each<[CarriedFlags, string, string]>([
    [{}, "plan", "./orgduty plan"],
    [{}, `review${outFlag("plans")}`, "./orgduty review"],
    [{}, `review${outFlag("my plans")}`, "./orgduty review --out 'my plans'"],
    [{ config: "acme.yaml" }, "verify", "./orgduty verify --config acme.yaml"],
    [{ config: "it's mine.yaml" }, "verify", `./orgduty verify --config 'it'\\''s mine.yaml'`],
    [{ aws: "local" }, "verify --sample", "./orgduty verify --sample --aws local"],
    [{ aws: "local", config: "a.yaml" }, "plan", "./orgduty plan --aws local --config a.yaml"],
    [{ aws: "local", config: "a.yaml" }, "review --out p", "./orgduty review --out p --config a.yaml"],
    [{ json: false }, "plan", "./orgduty plan"],
  ])("after %j, %s is to be copied as a whole", (flags, command, expected) => {
    expect(said(flags, command)).toEqual([`next: ${expected}   # why`]);
  });

  it("is quiet with --json", () => {
    expect(said({ json: true }, "plan")).toEqual([]);
  });
});

describe("the next step of a review", () => {
  const step = (passed: boolean, mode: "live" | "local" | "offline", config?: string, out = "plans") =>
    nextStep({
      review: { verdict: { passed }, provenance: { mode } } as Parameters<typeof nextStep>[0]["review"],
      ...{ out, ...(config === undefined ? {} : { config }) },
    });

  it.each([
    [true, "live", "next: ./orgduty apply"],
    [true, "local", "next: ./orgduty apply --aws local"],
    [true, "offline", "next, with credentials of AWS: ./orgduty plan"],
    [false, "live", "next, once what fails is mended: ./orgduty plan"],
    [false, "local", "next, once what fails is mended: ./orgduty plan --aws local"],
    [false, "offline", "next, once what fails is mended: ./orgduty plan --offline"],
  ] as const)("passed: %s, %s", (passed, mode, expected) => {
    expect(step(passed, mode)).toBe(expected);
  });

  it("names config and folder again, as a shell needs them", () => {
    expect(step(true, "local", "my duty.yaml", "out")).toBe(
      "next: ./orgduty apply --config 'my duty.yaml' --out out --aws local",
    );
    expect(step(true, "offline", "a.yaml", "out")).toBe(
      "next, with credentials of AWS: ./orgduty plan --config a.yaml --out out",
    );
  });
});

describe("quoted", () => {
  it.each([
    ["plans/a-b_c.yaml", "plans/a-b_c.yaml"],
    ["a b", "'a b'"],
    ["$HOME", "'$HOME'"],
    ["it's", `'it'\\''s'`],
    ["", "''"],
  ])("gives a shell %s as %s", (word, expected) => expect(quoted(word)).toBe(expected));
});
