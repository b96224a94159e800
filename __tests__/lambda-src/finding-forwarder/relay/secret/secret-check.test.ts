import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { secretFault } from "../../../../../lambda-src/finding-forwarder/relay/secret/secret-check";
import { TestAuthority } from "../../../../support/receivers/certificates";

describe("secretFault", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-secret-"));
  const authority = new TestAuthority(folder);
  const { certificate: clientCertificate, key: clientKey } = authority.issue("client");
  const ca = authority.ca.certificate;
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("finds none in what works", () => {
    expect(secretFault({})).toBeUndefined();
    expect(secretFault({ note: 1, token: "t" }, "bearer")).toBeUndefined();
    expect(secretFault({ ca, clientCertificate, clientKey }, "none")).toBeUndefined();
  });

  it.each([[null], [[]], ["token"], [1]])("refuses %j", (secret) => {
    expect(secretFault(secret)).toBe("it is not a JSON object");
  });

  it.each<[string, object, string]>([
    ["its token is not text", { token: 1 }, "none"],
    ["its ca is not text", { ca: null }, "none"],
    ["it has no token", { token: "" }, "bearer"],
    ["it has no password", { username: "u" }, "basic"],
    ["it has no hmacKey", {}, "hmac"],
    ["its token has a character that no header can hold", { token: "abc\n" }, "bearer"],
    ["it has a clientCertificate without a clientKey", { clientCertificate }, "none"],
    ["it has a clientKey without a clientCertificate", { clientKey }, "none"],
    ["its ca is not a PEM certificate", { ca: ca.slice(0, 200) }, "none"],
    ["its clientCertificate is not a PEM certificate", { clientCertificate: "x", clientKey }, "none"],
    [
      "its clientKey is not the key of its clientCertificate",
      { clientCertificate, clientKey: authority.issue("other").key },
      "none",
    ],
    [
      "its clientKey is not the key of its clientCertificate",
      { clientCertificate, clientKey: clientKey.slice(0, 100) },
      "none",
    ],
  ])("says that %s", (fault, secret, authentication) => {
    expect(secretFault(secret, authentication)).toBe(fault);
  });
});
