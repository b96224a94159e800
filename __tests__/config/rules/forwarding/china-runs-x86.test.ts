import { chinaRunsX86 } from "../../../../config/rules/forwarding/china-runs-x86";
import { RELAY, findings } from "../../valid-document";

describe("chinaRunsX86", () => {
  it("rejects arm64 for China, wherever it is written", () => {
    expect(findings(chinaRunsX86, { forwarding: { logRelay: RELAY, architecture: "arm64" } })).toEqual([
      "forwarding.architecture: arm64 is not available in partition aws-cn",
    ]);
  });

  it("accepts arm64 elsewhere, and the default in China", () => {
    const changes = {
      forwarding: { logRelay: RELAY, architecture: "arm64" },
      "organizations.aws-cn.forwarding": { architecture: "x86_64" },
    };
    expect(findings(chinaRunsX86, changes)).toEqual([]);
    expect(findings(chinaRunsX86, { forwarding: { logRelay: RELAY } })).toEqual([]);
  });
});
