import { relayHasItsSecret } from "../../../../config/rules/forwarding/relay-has-its-secret";
import { RELAY, findings } from "../../valid-document";

describe("relayHasItsSecret", () => {
  it("rejects authentication without a secret", () => {
    expect(
      findings(relayHasItsSecret, { forwarding: { logRelay: { ...RELAY, authentication: "bearer" } } }),
    ).toEqual(["forwarding.logRelay.authentication: bearer needs a credential, and no secret is named"]);
  });

  it("accepts authentication with a secret, and none without", () => {
    const logRelay = { ...RELAY, authentication: "bearer", secretName: "acme/relay" };
    expect(findings(relayHasItsSecret, { forwarding: { logRelay } })).toEqual([]);
    expect(findings(relayHasItsSecret, { forwarding: { logRelay: RELAY } })).toEqual([]);
  });
});
