import { signaturesCanBeGiven } from "../../../config/rules/signatures-can-be-given";
import { findings } from "../valid-document";

const signed = (signatures: object) => findings(signaturesCanBeGiven, { review: { signatures } });

describe("signaturesCanBeGiven", () => {
  it("rejects more signatures than there are keys", () => {
    expect(signed({ keys: ["a.pem"], required: 2 })).toEqual([
      "review.signatures.required: 2 signatures are required of 1 key",
    ]);
  });

  it("rejects a key that is listed twice, however it is written, and counts it once", () => {
    expect(signed({ keys: ["a.pem", "./a.pem", "b.pem"], required: 3 })).toEqual([
      'review.signatures.keys.1: "./a.pem" is listed twice',
      "review.signatures.required: 3 signatures are required of 2 keys",
    ]);
  });

  it("accepts as many keys as have to sign, and one where nothing else is said", () => {
    expect(signed({ keys: ["a.pem", "b.pem"], required: 2 })).toEqual([]);
    expect(signed({ keys: ["a.pem"] })).toEqual([]);
    expect(findings(signaturesCanBeGiven)).toEqual([]);
  });
});
