import { existsSync } from "node:fs";
import { join } from "node:path";
import { concludeDestroy } from "../../../../cli/commands/destroy/conclude-destroy";
import { Journal } from "../../../../off-boarding/journal";
import { temporaryFolder } from "../../../terraform-runner/support/temporary-folder";
import { tinyConfig } from "../../../terraform-runner/support/tiny-config";
import { recordedIo } from "../../terminal/recorded-io";

describe("The end of a destroy", () => {
  const folder = temporaryFolder();
  const file = () => join(folder(), "demo.json");
  const conclude = (destroyed: readonly string[], failed: Readonly<Record<string, string>> = {}) => {
    const io = recordedIo(folder());
    const outcome = {
      config: tinyConfig("orgduty.yaml", ["eu-west-1"]),
      destroyed,
      failed,
      notStarted: [],
      strayStates: [],
    };
    return { code: concludeDestroy(outcome, new Journal(file()), {}, io), said: io.outLines.join("\n") };
  };
  const offBoarded = (region: string) =>
    new Journal(file()).addMembers(region, [{ account: "1", detector: "on" }]);

  it("is fine once all is done, and a later one still names the members that go on costing", () => {
    offBoarded("eu-west-1");
    new Journal(file()).finish("eu-west-1");
    const { code, said } = conclude(["eu-west-1"]);
    expect([code, said]).toEqual([0, expect.stringContaining("  1: eu-west-1 on")]);
    expect(conclude(["us-east-1"]).said).toContain(
      "GuardDuty was left earlier in 1 member, off-boarded or of a region that was destroyed:\n  1: eu-west-1 on",
    );
  });

  it("forgets members whose detectors are deleted", () => {
    new Journal(file()).addMembers("eu-west-1", [{ account: "1", detector: "deleted" }]);
    new Journal(file()).finish("eu-west-1");
    expect(conclude(["eu-west-1"]).code).toBe(0);
    expect(existsSync(file())).toBe(false);
  });

  it("keeps the members of a region where an earlier run failed, and names it", () => {
    offBoarded("us-east-1");
    const { code, said } = conclude(["ap-south-1"]);
    expect([code, said]).toEqual([0, expect.stringContaining("unfinished since an earlier run: us-east-1")]);
    expect(new Journal(file()).unfinished).toEqual(["us-east-1"]);
  });

  it("is an error where a member refused the role, though the region's stack is gone", () => {
    offBoarded("eu-west-1");
    expect(conclude(["eu-west-1"]).code).toBe(1);
    expect(existsSync(file())).toBe(true);
  });

  it("is an error where a region failed, and keeps what the others left", () => {
    offBoarded("eu-west-1");
    new Journal(file()).finish("eu-west-1");
    expect(conclude(["eu-west-1"], { "us-east-1": "no" }).code).toBe(1);
    expect(existsSync(file())).toBe(true);
  });
});
