import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { leastVersion, versionProblem, type Engine } from "../../config/engine-versions";
import { ROOT } from "../support/orgduty";

/** What pages say of the least version of an engine. */
const CLAIM = /\b(Terraform|OpenTofu) (\d+\.\d+(?:\.\d+)?)(?= or later| and up| to below)/g;

const pages = [
  "README.md",
  ...readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => join("docs", file)),
];

describe("The least version of an engine", () => {
  it("is the same in the code and on every page", () => {
    const claims = pages.flatMap((page) =>
      [...readFileSync(join(ROOT, page), "utf8").matchAll(CLAIM)].map(([, engine, version]) => [
        page,
        engine as Engine,
        version,
      ]),
    );
    expect(claims.filter(([, engine]) => engine === "Terraform").length).toBeGreaterThan(3);
    expect(claims.filter(([, engine]) => engine === "OpenTofu").length).toBeGreaterThan(1);
    expect(claims).toEqual(claims.map(([page, engine]) => [page, engine, leastVersion(engine as Engine)]));
  });

  it.each<[Engine, string, ReturnType<typeof versionProblem>]>([
    ["Terraform", "1.9.99", "too old"],
    ["Terraform", "1.10.0-rc1", undefined],
    ["Terraform", "1.99.0", undefined],
    ["Terraform", "2.0.0-alpha1", "too new"],
    ["Terraform", "what", "too old"],
    ["OpenTofu", "1.10.6", "too old"],
    ["OpenTofu", "1.11.0", undefined],
    ["OpenTofu", "1.13.0", undefined],
  ])("%s %s is %s", (engine, version, problem) => expect(versionProblem(engine, version)).toBe(problem));
});
