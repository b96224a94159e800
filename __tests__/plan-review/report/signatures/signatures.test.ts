import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Manifest } from "../../../../plans-folder/manifest";
import { signatureRefusals } from "../../../../plan-review/report/signatures/signatures";
import { reviewFiles } from "../../../../plan-review/report/write-review";
import { caseWorld, reviewWorld } from "../../case-world";

const PAIRS = {
  "ed25519.pem": generateKeyPairSync("ed25519"),
  "ecdsa.pem": generateKeyPairSync("ec", { namedCurve: "P-256" }),
  "rsa.pem": generateKeyPairSync("rsa", { modulusLength: 2048 }),
};
type Name = keyof typeof PAIRS;

describe("signatureRefusals", () => {
  const plansFolder = mkdtempSync(join(tmpdir(), "orgduty-signed-"));
  const world = caseWorld("changes");
  const { provenance, ...review } = reviewWorld(world);
  const statement = reviewFiles({ provenance, ...review })["review.intoto.json"]!;
  const stacks = provenance.plans.map(({ stack, planSha256, planJsonSha256 }) => ({
    ...{ name: stack, planSha256, planJsonSha256 },
  })) as Manifest["stacks"];
  const file = (name: string) => join(plansFolder, name);
  const signatureOf = (key: KeyObject, text = statement) =>
    sign(key.asymmetricKeyType === "ed25519" ? null : "sha256", Buffer.from(text), key).toString("base64");
  const signedBy = (...names: Name[]) =>
    writeFileSync(
      file("review.intoto.json.sig"),
      names.map((name) => `${signatureOf(PAIRS[name].privateKey)}\n`).join(""),
    );
  const refused = (keys: readonly string[], required = keys.length, planned = stacks) =>
    signatureRefusals({
      signatures: { keys: keys.map(file), required },
      manifest: { stacks: planned },
      plansFolder,
      shownFolder: "plans",
    });
  const names = Object.keys(PAIRS) as Name[];

  beforeEach(() => {
    for (const name of names)
      writeFileSync(file(name), PAIRS[name].publicKey.export({ type: "spki", format: "pem" }));
    writeFileSync(file("review.intoto.json"), statement);
    signedBy(...names);
  });
  afterAll(() => rmSync(plansFolder, { recursive: true }));

  it.each(names)("takes the signature of %s, among others, in any order", (name) => {
    expect(refused([name])).toEqual([]);
    signedBy(name);
    expect(refused([name])).toEqual([]);
  });

  it("rejects one key under two names, which would sign for two people", () => {
    writeFileSync(file("again.pem"), PAIRS["rsa.pem"].publicKey.export({ type: "spki", format: "pem" }));
    signedBy("rsa.pem");
    expect(refused(["rsa.pem", "again.pem"], 2)).toEqual([
      expect.stringMatching(/^key: \S*again\.pem is the same key as \S*rsa\.pem$/),
      expect.stringMatching(/has 1 of 2 signatures$/),
    ]);
  });

  it("rejects an RSA key of less than 2048 bits", () => {
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
    writeFileSync(file("short.pem"), publicKey.export({ type: "spki", format: "pem" }));
    expect(refused(["rsa.pem", "short.pem"], 1)).toEqual([
      expect.stringMatching(/^key: \S*short\.pem is RSA of 1024 bits, at least 2048 are needed$/),
    ]);
  });

  it("asks for as many keys as are required, and counts a key that signs twice once", () => {
    signedBy("rsa.pem", "rsa.pem");
    expect(refused(names, 1)).toEqual([]);
    expect(refused(names, 2)).toEqual([
      expect.stringMatching(
        /^unsigned: plans\/review\.intoto\.json has 1 of 2 signatures; not by \S*ed25519\.pem, \S*ecdsa\.pem$/,
      ),
    ]);
  });

  it("rejects a review that changed by a byte, and one that nobody signed", () => {
    appendFileSync(file("review.intoto.json"), "\n");
    expect(refused(names, 1)).toEqual([expect.stringContaining("has 0 of 1 signatures")]);
    writeFileSync(file("review.intoto.json"), statement);
    rmSync(file("review.intoto.json.sig"));
    expect(refused(names, 1)).toEqual([expect.stringContaining("has 0 of 1 signatures")]);
  });

  it("rejects what is no signature, and the signature of a key that is not listed", () => {
    const other = signatureOf(generateKeyPairSync("ed25519").privateKey);
    writeFileSync(file("review.intoto.json.sig"), `${other}\nnone\n====\n`);
    expect(refused(names, 1)).toEqual([expect.stringContaining("has 0 of 1 signatures")]);
  });

  it("rejects plans that the signed review does not name, or names otherwise, and those that it names alone", () => {
    const [first, ...rest] = stacks as [Manifest["stacks"][0]];
    const replanned = { ...first, planSha256: "0".repeat(64) };
    expect(refused(names, 1, [replanned, ...rest])).toEqual([
      `unsigned: plans/${first.name}/plan.tfplan sha256 ${"0".repeat(64)}, signed ${first.planSha256}`,
    ]);
    expect(refused(names, 1, [...stacks, { ...first, name: "eu-west-9" }])).toEqual([
      `unsigned: plans/eu-west-9/plan.tfplan sha256 ${first.planSha256}, signed none`,
      `unsigned: plans/eu-west-9/plan.json sha256 ${first.planJsonSha256}, signed none`,
    ]);
    expect(refused(names, 1, rest)).toEqual([
      `unsigned: plans/${first.name}/plan.tfplan sha256 none, signed ${first.planSha256}`,
      `unsigned: plans/${first.name}/plan.json sha256 none, signed ${first.planJsonSha256}`,
    ]);
  });

  it("rejects signed text that is no statement", () => {
    writeFileSync(file("review.intoto.json"), "signed");
    writeFileSync(file("review.intoto.json.sig"), signatureOf(PAIRS["rsa.pem"].privateKey, "signed"));
    expect(refused(["rsa.pem"])).toHaveLength(2 * stacks.length);
  });

  it("rejects keys that are missing, private, of another kind or no keys, each with what is missing then", () => {
    writeFileSync(file("rsa.pem"), PAIRS["rsa.pem"].privateKey.export({ type: "pkcs8", format: "pem" }));
    writeFileSync(file("ecdsa.pem"), "ssh-ed25519 AAAA");
    const { publicKey } = generateKeyPairSync("x25519");
    writeFileSync(file("x25519.pem"), publicKey.export({ type: "spki", format: "pem" }));
    expect(refused(["gone.pem", "rsa.pem", "ecdsa.pem", "x25519.pem", "ed25519.pem"], 2)).toEqual([
      expect.stringMatching(/^key: \S*gone\.pem cannot be read$/),
      expect.stringMatching(/^key: \S*rsa\.pem holds a private key$/),
      expect.stringMatching(/^key: \S*ecdsa\.pem is no public key in PEM$/),
      expect.stringMatching(/^key: \S*x25519\.pem is neither RSA, ECDSA nor Ed25519$/),
      expect.stringContaining("has 1 of 2 signatures"),
    ]);
    rmSync(file("review.intoto.json"));
    expect(refused(["ed25519.pem"])).toEqual(["missing: plans/review.intoto.json"]);
  });
});
