import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signatureKeysExist } from "../../config/signature-keys";
import { findings } from "./valid-document";

describe("signatureKeysExist", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-keys-"));
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  beforeAll(() => {
    writeFileSync(join(folder, "good.pem"), publicKey.export({ type: "spki", format: "pem" }));
    writeFileSync(join(folder, "private.pem"), privateKey.export({ type: "pkcs8", format: "pem" }));
    writeFileSync(join(folder, "text.pem"), "hello");
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("takes a public key that is there, and names each that is none", () => {
    const keys = ["good.pem", "private.pem", "text.pem", "none.pem"];
    expect(findings(signatureKeysExist(folder), { review: { signatures: { keys } } })).toEqual([
      'review.signatures.keys.1: "private.pem" is a private key',
      'review.signatures.keys.2: "text.pem" is not a public key in PEM',
      'review.signatures.keys.3: "none.pem" cannot be read: there is no such file',
    ]);
    expect(findings(signatureKeysExist(folder))).toEqual([]);
  });
});
