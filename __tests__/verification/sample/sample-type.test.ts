import { sampleTypeFor } from "../../../verification/sample/sample-type";

describe("Sample type", () => {
  it("is severe enough for any filter, where types are not filtered", () => {
    expect(sampleTypeFor({})).toBe("CryptoCurrency:EC2/BitcoinTool.B!DNS");
  });

  it("keeps to a prefix that lets it pass", () => {
    expect(sampleTypeFor({ findingTypes: ["Trojan:", "CryptoCurrency:EC2/"] })).toMatch(
      /^CryptoCurrency:EC2\//,
    );
  });

  it("takes a prefix that is a whole type", () => {
    const findingTypes = ["Recon:", "UnauthorizedAccess:EC2/SSHBruteForce"];
    expect(sampleTypeFor({ findingTypes })).toBe("UnauthorizedAccess:EC2/SSHBruteForce");
  });

  it("is severe enough for the filter, or none is known to be", () => {
    expect(sampleTypeFor({ minimumSeverity: 8 })).toBe("CryptoCurrency:EC2/BitcoinTool.B!DNS");
    expect(sampleTypeFor({ minimumSeverity: 9 })).toBe("AttackSequence:IAM/CompromisedCredentials");
    expect(sampleTypeFor({ minimumSeverity: 9.5 })).toBeUndefined();
    expect(sampleTypeFor({ minimumSeverity: 9, findingTypes: ["CryptoCurrency:"] })).toBeUndefined();
    expect(
      sampleTypeFor({ minimumSeverity: 4, findingTypes: ["UnauthorizedAccess:EC2/SSHBruteForce"] }),
    ).toBeUndefined();
  });

  it("rejects prefixes that name no type", () => {
    expect(sampleTypeFor({ findingTypes: ["Recon:"] })).toBeUndefined();
  });
});
