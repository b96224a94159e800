import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { run, type CheckOptions } from "../../../../cli/commands/check/check";
import { recordedIo } from "../../terminal/recorded-io";

describe("orgduty check", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-check-"));
  const config = join(folder, "orgduty.yaml");
  beforeEach(() =>
    cpSync(resolve(__dirname, "../../../../examples/acme"), folder, {
      recursive: true,
      force: true,
      filter: (source) => !source.includes(".orgduty"),
    }),
  );
  afterAll(() => rmSync(folder, { recursive: true }));

  async function check(options: CheckOptions = {}) {
    const io = recordedIo(folder, {});
    const code = await run({ config, ...options }, io);
    return { code, out: io.outLines.join("\n"), err: io.errLines.join("\n") };
  }
  const edit = (file: string, from: string, to: string) =>
    writeFileSync(join(folder, file), readFileSync(join(folder, file), "utf8").replace(from, to));

  it("says what it read if nothing is wrong, and what the selection leaves out", async () => {
    expect(await check()).toEqual({
      code: 0,
      out: "no problem in orgduty.yaml, accounts/aws.json, accounts/aws-cn.json: 15 regions, 31 accounts",
      err: "",
    });
    edit("orgduty.yaml", "  logRetentionDays: 3", '  findingTypes: ["Recon:"]');
    expect((await check()).out).toMatch(
      /\naws: \d+ of \d+ finding types are not forwarded, among them all of .*\naws-cn: /,
    );
  });

  it("tells every problem of every file, with lines, as text, JSON and SARIF", async () => {
    edit("orgduty.yaml", "homeRegion: us-east-1", "homeRegion: Tokyo");
    edit("accounts/aws-cn.json", '"ACTIVE"', '"FROZEN"');
    const { code, err, out } = await check();
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(
      /line 14 {2}organizations\.aws\.homeRegion: .*\n {4}fix: did you mean "ap-northeast-1"\?/,
    );
    const json = JSON.parse((await check({ json: true })).out) as {
      count: number;
      problems: { file: string; line: number }[];
    };
    expect(json.count).toBe(2);
    expect(json.problems.map(({ file, line }) => [file.split("/").at(-1), line])).toEqual([
      ["orgduty.yaml", 14],
      ["aws-cn.json", expect.any(Number)],
    ]);
    const sarif = JSON.parse((await check({ sarif: true })).out) as {
      runs: { results: { locations: { physicalLocation: { region: { startLine: number } } }[] }[] }[];
    };
    expect(sarif.runs[0]!.results).toHaveLength(2);
    expect(sarif.runs[0]!.results[0]!.locations[0]!.physicalLocation.region.startLine).toBe(14);
  });
});
