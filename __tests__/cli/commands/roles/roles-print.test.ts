import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPolicies } from "../../../../cli/commands/local/enforce/read-policies";
import { run } from "../../../../cli/commands/roles/roles-print";
import { ROOT } from "../../../support/orgduty";
import { recordedIo } from "../../terminal/recorded-io";

const config = join(ROOT, "examples/hub/orgduty.yaml");

describe("orgduty roles print", () => {
  it("prints each policy under a line that says whose it is", async () => {
    const io = recordedIo("/");
    expect(await run({ config, for: "apply", account: "management" }, io)).toBe(0);
    const [title = "", ...document] = io.outLines.join("\n").split("\n");
    expect(title).toMatch(/^# apply, aws management 111111111111 \([\d,]+ of 6,144 characters\)$/);
    expect(JSON.parse(document.join("\n"))).toMatchObject({ Version: "2012-10-17" });
  });

  it("prints one JSON document, of the wanted principal only", async () => {
    const io = recordedIo("/");
    await run({ config, for: "plan", account: "runner", json: true }, io);
    const { policies, ...rest } = JSON.parse(io.outLines.join(""));
    expect(rest).toEqual({ schemaVersion: 1, name: "hub", for: "plan" });
    expect(policies).toHaveLength(1);
    expect(policies[0]).toMatchObject({ holder: "runner", partition: "aws", part: 1, parts: 1 });
  });

  it("writes each policy to a file, as a local AWS takes them", async () => {
    const out = mkdtempSync(join(tmpdir(), "roles-"));
    const io = recordedIo(out);
    expect(await run({ config, for: "apply", out: "." }, io)).toBe(0);
    const read = readPolicies(".", io);
    expect(new Set(read.map(({ purpose, holder }) => `${purpose} ${holder}`))).toEqual(
      new Set(["apply management", "apply administrator", "apply runner"]),
    );
    expect(read.filter(({ holder }) => holder === "administrator").length).toBeGreaterThan(1);
    expect(io.outLines).toEqual([]);
    rmSync(out, { recursive: true });
  });

  it("says so if a principal needs nothing", async () => {
    const options = { config, for: "verify", account: "logArchive" } as const;
    await expect(run(options, recordedIo("/"))).rejects.toThrow("for verify, logArchive needs no policy");
  });
});
