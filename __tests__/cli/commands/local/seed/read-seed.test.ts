import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSeed } from "../../../../../cli/commands/local/seed/read-seed";
import { loadProject } from "../../../../../organization/load-project";
import { ROOT } from "../../../../support/orgduty";

describe("readSeed", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-seed-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const project = loadProject(join(ROOT, "examples/messy/orgduty.yaml"));

  function told(text: string): string {
    writeFileSync(join(folder, "seed.yaml"), text);
    try {
      readSeed("seed.yaml", project, { cwd: folder });
      return "fine";
    } catch (error) {
      return (error as Error).message;
    }
  }

  it("reads the example", () => {
    const { regions } = readSeed("examples/messy/seed.yaml", project, { cwd: ROOT });
    expect(Object.keys(regions)).toHaveLength(5);
    expect(regions["eu-west-2"]).toEqual({ refused: true });
  });

  it("rejects a file that is not there", () => {
    expect(() => readSeed("nowhere.yaml", project, { cwd: folder })).toThrow(
      /--seed: nowhere.yaml cannot be read/,
    );
  });

  it("rejects every mistake of form at once, each with line and fix", () => {
    const text = `throttledShare: 2
regions:
  eu-wets-1: {}
  eu-west-1:
    acounts: {}
    organization: {newAccounts: SOME}
`;
    const message = told(text);
    expect(message).toMatch(/seed.yaml: 4 problems/);
    expect(message).toMatch(/line 1 {2}throttledShare: must be a share from 0 to 0.5, got 2/);
    expect(message).toMatch(/line 3 .*"eu-wets-1" is not a region of AWS\n +fix: did you mean "eu-west-1"\?/);
    expect(message).toMatch(/line 5 .*acounts: unknown key\n +fix: did you mean "accounts"\?/);
    expect(message).toMatch(/line 6 .*newAccounts: must be one of ALL, NEW, NONE, got "SOME"/);
  });

  it("rejects every thing that AWS would not have, at once", () => {
    const text = `regions:
  cn-north-1: {}
  us-east-1:
    accounts:
      "123456789012": {detector: {}}
      "222222222222": {filters: [{name: abc, rank: 1, action: NOOP, criteria: {}}]}
    delegatedTo: "222222222222"
    organization: {newAccounts: ALL, features: {RUNTIME_MONITORING: NEW, EKS_RUNTIME_MONITORING: NEW}}
    members:
      "333333333333": {state: REMOVED}
      "444444444444": {state: LEFT}
      "555555555555": {state: CLOSED}
  us-east-2:
    organization: {newAccounts: NEW}
`;
    const message = told(text);
    for (const expected of [
      /regions.cn-north-1: the config has no organization in aws-cn/,
      /accounts\["123456789012"\]: "123456789012" is not among the snapshot's accounts/,
      /filters: filters belong to a detector, and the account has none/,
      /EKS_RUNTIME_MONITORING: AWS has it beside RUNTIME_MONITORING only if one of them is off/,
      /members\["333333333333"\].state: no member stays REMOVED under newAccounts: ALL/,
      /members\["444444444444"\].state: "444444444444" is among the snapshot's accounts: it did not leave/,
      /members\["555555555555"\].state: "555555555555" is ACTIVE in the snapshot/,
      /us-east-2.organization: nobody administers the region/,
    ])
      expect(message).toMatch(expected);
    expect(message).toMatch(/seed.yaml: 8 problems/);
  });
});
