import { createPublicKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
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
  // A world's plans are written anew, so that the manifest has to name what they are now.
  for (const { stack, planJsonSha256 } of reviewWorld(world).provenance.plans)
    world.manifest.stacks.find(({ name }) => name === stack)!.planJsonSha256 = planJsonSha256;
  world.manifest.stacks[0]!.assets = [{ path: "assets/forwarder.zip", sha256: "a".repeat(64) }];
  const statement = reviewFiles(reviewWorld(world))["review.intoto.json"]!;
  const manifest: Manifest = world.manifest;
  const { stacks } = manifest;
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
      signatures: { keys: keys.map(file), identities: [], required },
      manifest: { ...manifest, stacks: planned },
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
    expect(refused(names, 1, [...stacks, { ...first, name: "eu-west-9", assets: [] }])).toEqual([
      `unsigned: plans/eu-west-9/plan.tfplan sha256 ${first.planSha256}, signed none`,
      `unsigned: plans/eu-west-9/plan.json sha256 ${first.planJsonSha256}, signed none`,
    ]);
    expect(refused(names, 1, rest)).toEqual([
      expect.stringContaining(`${first.name}/assets/forwarder.zip sha256 none, signed`),
      `unsigned: plans/${first.name}/plan.tfplan sha256 none, signed ${first.planSha256}`,
      `unsigned: plans/${first.name}/plan.json sha256 none, signed ${first.planJsonSha256}`,
    ]);
  });

  it("rejects signed text that is no statement", () => {
    writeFileSync(file("review.intoto.json"), "signed");
    writeFileSync(file("review.intoto.json.sig"), signatureOf(PAIRS["rsa.pem"].privateKey, "signed"));
    expect(refused(["rsa.pem"])).toEqual(["unsigned: the signed text is no statement"]);
  });

  describe("binds what the manifest says, field by field:", () => {
    const hash = "0".repeat(64);
    const [first, ...rest] = stacks as [Manifest["stacks"][0]];
    const asset = { path: "assets/forwarder.zip", sha256: hash };
    it.each<[string, Partial<Manifest>, string]>([
      [
        "createdAt",
        { createdAt: "2026-11-25T00:00:00.000Z" },
        "createdAt is 2026-11-25T00:00:00.000Z, signed",
      ],
      ["mode", { mode: "live" }, "mode is live, signed offline"],
      [
        "git",
        { git: { commit: "c", tree: "t", clean: true } },
        'git is {"clean":true,"commit":"c","tree":"t"}, signed',
      ],
      ["versions", { versions: { ...manifest.versions, terraform: "1.12.0" } }, "versions is "],
      ["the config", { config: { ...manifest.config, sha256: hash } }, `orgduty.yaml sha256 ${hash}, signed`],
      [
        "a snapshot",
        { snapshots: { aws: { ...manifest.snapshots.aws!, sha256: hash } } },
        `sha256 ${hash}, signed`,
      ],
      [
        "an asset",
        { stacks: [{ ...first, assets: [asset] }, ...rest] },
        `${first.name}/assets/forwarder.zip sha256 ${hash}, signed ${"a".repeat(64)}`,
      ],
      ["an asset less", { stacks: [{ ...first, assets: [] }, ...rest] }, "forwarder.zip sha256 none, signed"],
      ["what a stack adds", { stacks: [{ ...first, adds: 99 }, ...rest] }, "the manifest's sha256 is"],
      ["the release", { orgduty: "9.9.9" }, "the manifest's sha256 is"],
      ["the sources", { sourcesSha256: hash }, "the manifest's sha256 is"],
    ])("%s", (_, changed, reason) => {
      const shown = { plansFolder, shownFolder: "plans" };
      const signatures = { keys: [file("rsa.pem")], identities: [], required: 1 };
      expect(signatureRefusals({ signatures, manifest: { ...manifest, ...changed }, ...shown })).toEqual([
        expect.stringContaining(reason),
      ]);
    });
  });

  describe("rejects another statement, although it is signed:", () => {
    type Said = { predicate: { annotations: Record<string, unknown> } & Record<string, unknown> } & Record<
      string,
      unknown
    >;
    it.each<[string, (said: Said) => unknown, string]>([
      ["_type", (said) => (said._type = "https://in-toto.io/Statement/v0.1"), "_type is"],
      [
        "predicateType",
        (said) => (said.predicateType = "https://slsa.dev/provenance/v1"),
        "predicateType is",
      ],
      [
        "no predicate",
        (said) => (said.predicate = {} as Said["predicate"]),
        "the signed review's result is none",
      ],
      [
        "a failed result",
        ({ predicate }) => (predicate.result = "FAILED"),
        "the signed review's result is FAILED",
      ],
      [
        "a result of its own",
        ({ predicate }) => (predicate.result = "OK"),
        "the signed review's result is OK",
      ],
      [
        "a failed rule",
        ({ predicate }) => (predicate.failedTests = ["OD-001"]),
        'the signed review failed ["OD-001"]',
      ],
      [
        "altered files",
        ({ predicate }) => (predicate.annotations.altered = ["a"]),
        'signed with altered files: ["a"]',
      ],
      [
        "createdAt",
        ({ predicate }) => (predicate.annotations.createdAt = "2020-01-01T00:00:00Z"),
        "createdAt is",
      ],
      ["mode", ({ predicate }) => delete predicate.annotations.mode, "mode is offline, signed none"],
      ["git", ({ predicate }) => delete predicate.annotations.git, "git is null, signed none"],
      ["versions", ({ predicate }) => delete predicate.annotations.versions, "versions is"],
      ["assets", ({ predicate }) => delete predicate.annotations.assets, "sha256 a"],
      ["configuration", ({ predicate }) => delete predicate.configuration, "orgduty.yaml sha256"],
      ["the manifest", ({ predicate }) => delete predicate.annotations.manifest, "the manifest's sha256 is"],
      ["subject", (said) => delete said.subject, "plans/foundation-aws/plan.tfplan sha256"],
    ])("%s", (_, change, reason) => {
      const said = JSON.parse(statement) as Said;
      change(said);
      const text = JSON.stringify(said);
      writeFileSync(file("review.intoto.json"), text);
      writeFileSync(file("review.intoto.json.sig"), signatureOf(PAIRS["rsa.pem"].privateKey, text));
      const reasons = refused(["rsa.pem"]);
      expect(reasons).toContainEqual(expect.stringMatching(/^unsigned: /));
      expect(reasons.join("\n")).toContain(reason);
    });

    it("and one digest more for a file that is named already", () => {
      const said = JSON.parse(statement) as { subject: { name: string; digest: { sha256: string } }[] };
      said.subject.push({ name: said.subject[0]!.name, digest: { sha256: "0".repeat(64) } });
      const text = JSON.stringify(said);
      writeFileSync(file("review.intoto.json"), text);
      writeFileSync(file("review.intoto.json.sig"), signatureOf(PAIRS["rsa.pem"].privateKey, text));
      expect(refused(["rsa.pem"])).toEqual([expect.stringContaining(` and ${"0".repeat(64)}`)]);
    });
  });

  it("counts one key once, however it is written", () => {
    const { publicKey } = PAIRS["ecdsa.pem"];
    const jwk = publicKey.export({ format: "jwk" });
    const [x, y] = [jwk.x!, jwk.y!].map((part) => Buffer.from(part, "base64url"));
    // The same point of the same curve, of which only one coordinate is written down.
    const point = Buffer.concat([Buffer.from([y!.at(-1)! % 2 === 0 ? 2 : 3]), x!]);
    const head = Buffer.from("3039301306072a8648ce3d020106082a8648ce3d030107032200", "hex");
    const compressed = createPublicKey({ key: Buffer.concat([head, point]), format: "der", type: "spki" });
    const pem = Buffer.concat([head, point]).toString("base64");
    writeFileSync(file("compressed.pem"), `-----BEGIN PUBLIC KEY-----\n${pem}\n-----END PUBLIC KEY-----\n`);
    expect(compressed.export({ format: "jwk" })).toEqual(jwk);
    signedBy("ecdsa.pem");
    expect(refused(["ecdsa.pem", "compressed.pem"], 2)).toEqual([
      expect.stringMatching(/^key: \S*compressed\.pem is the same key as \S*ecdsa\.pem$/),
      expect.stringMatching(/has 1 of 2 signatures$/),
    ]);
    writeFileSync(file("old.pem"), PAIRS["rsa.pem"].publicKey.export({ type: "pkcs1", format: "pem" }));
    signedBy("rsa.pem");
    expect(refused(["rsa.pem", "old.pem"], 2)).toHaveLength(2);
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
