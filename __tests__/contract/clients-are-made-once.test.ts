import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ROOT } from "../support/orgduty";

/** What talks to a loopback port only, and the function, which runs in AWS. */
const ELSEWHERE = ["local-aws", "lambda-src", "bin"];
const { sources } = jest.requireActual<{ sources: string[] }>("../../bin/bundle-cli.js");
const files = sources
  .filter((room) => !ELSEWHERE.includes(room) && !room.includes("."))
  .flatMap((room) =>
    readdirSync(resolve(ROOT, room), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join(room, name)),
  );

describe("SDK clients", () => {
  it("are made by makeClient alone, which knows of proxies, certificates and endpoints", () => {
    const others = files.filter((file) => /new \w+Client\(/.test(readFileSync(resolve(ROOT, file), "utf8")));
    expect(others).toEqual([]);
    const using = files.filter((file) => readFileSync(resolve(ROOT, file), "utf8").includes("makeClient("));
    expect(using.length).toBeGreaterThan(15);
  });
});
