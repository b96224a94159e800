import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeBundle } from "../../../../../cli/commands/sign/make-bundle";
import { checkBundles } from "../../../../../plan-review/report/signatures/keyless/check-bundles";
import { ACME, COMMIT, FakeSigstore, token, type Claims } from "../../../../support/sigstore/fake-sigstore";
import { temporaryFolder } from "../../../../terraform-runner/support/temporary-folder";

const statement = Buffer.from('{"_type":"https://in-toto.io/Statement/v1"}\n');
const SIGNER = {
  issuer: ACME.iss,
  subject: ACME.san,
  ...{ repository: "https://github.com/acme/guardduty", ref: "refs/heads/main", commit: COMMIT },
};

interface Json {
  [key: string]: Json;
}

describe("checkBundles", () => {
  const folder = temporaryFolder();
  const sigstore = new FakeSigstore();
  const others: FakeSigstore[] = [];
  let good: string;

  async function sign(by: FakeSigstore, data = statement, claims: Claims = ACME): Promise<string> {
    process.env.SIGSTORE_ID_TOKEN = token(claims);
    try {
      return await makeBundle(data, { fulcio: by.url, rekor: by.url, trustedRoot: "" });
    } finally {
      delete process.env.SIGSTORE_ID_TOKEN;
    }
  }
  async function another(clocks = {}): Promise<FakeSigstore> {
    const other = new FakeSigstore();
    await other.start(undefined, clocks);
    others.push(other);
    return other;
  }
  beforeAll(async () => {
    await sigstore.start();
    good = await sign(sigstore);
  });
  afterAll(() => [sigstore, ...others].forEach((one) => one.stop()));

  function check(text: string, { data = statement, root = sigstore.trustedRoot } = {}) {
    const trustedRoot = join(folder(), "trusted_root.json");
    writeFileSync(trustedRoot, JSON.stringify(root));
    return checkBundles({ text, statement: data, trustedRoot });
  }
  function refusal(text: string, other?: Parameters<typeof check>[1]): string {
    const [found] = check(text, other);
    return found && "refused" in found ? found.refused : "it holds";
  }
  /** The good bundle, with something changed. */
  function altered(change: (bundle: Json) => void): string {
    const bundle = JSON.parse(good) as Json;
    change(bundle);
    return JSON.stringify(bundle);
  }
  const entryOf = (bundle: Json) => (bundle.verificationMaterial!.tlogEntries as unknown as Json[])[0]!;
  const base64 = (change: (text: string) => string) => (value: unknown) =>
    Buffer.from(change(Buffer.from(value as string, "base64").toString("latin1")), "latin1").toString(
      "base64",
    ) as never;

  it("says who signed, with issuer, repository, branch and commit", () => {
    expect(check(good)).toEqual([{ signer: SIGNER }]);
  });

  it("is a standard bundle with the certificate alone and an inclusion proof, as cosign and gh read it", () => {
    const bundle = JSON.parse(good) as Json;
    expect(bundle.mediaType).toBe("application/vnd.dev.sigstore.bundle.v0.3+json");
    expect(bundle.messageSignature!.messageDigest).toHaveProperty("algorithm", "SHA2_256");
    expect(bundle.verificationMaterial).toHaveProperty("certificate.rawBytes");
    expect(entryOf(bundle)).toHaveProperty("inclusionProof.checkpoint.envelope");
    expect(good).not.toContain("\n");
  });

  it("reads several on lines of their own, and one that is indented", async () => {
    const second = await sign(sigstore, statement, {
      ...ACME,
      san: "https://github.com/acme/x/.github/workflows/y.yml@refs/heads/z",
    });
    expect(check(`${good}\n\n${second}\nnonsense\n`)).toEqual([
      { signer: SIGNER },
      { signer: expect.objectContaining({ subject: expect.stringContaining("/acme/x/") }) as never },
      { refused: "it is no JSON" },
    ]);
    expect(check(JSON.stringify(JSON.parse(good), null, 2))).toEqual([{ signer: SIGNER }]);
    expect(check("")).toEqual([]);
  });

  it("rejects another statement, and another review's bundle", async () => {
    expect(refusal(good, { data: Buffer.from(`${statement.toString()} `) })).toMatch(/signature|digest/);
    expect(refusal(await sign(sigstore, Buffer.from("another review")))).toMatch(/signature|digest/);
  });

  it("rejects what another sigstore's services made, all of them or one", async () => {
    const foreign = await another();
    const rooted = sigstore.trustedRoot as Record<string, unknown>;
    expect(refusal(await sign(foreign))).toContain("certificate");
    for (const part of ["tlogs", "ctlogs", "certificateAuthorities"]) {
      const root = { ...rooted, [part]: (foreign.trustedRoot as Record<string, unknown>)[part] };
      expect(refusal(good, { root })).not.toBe("it holds");
    }
    expect(checkBundles({ text: good, statement })).toEqual([
      { refused: expect.stringContaining("certificate") as never },
    ]);
  });

  it("rejects a signature that was logged before or after its certificate was valid", async () => {
    for (const minutes of [-11, 11]) {
      const late = await another({ rekor: new Date(Date.now() + minutes * 60_000) });
      expect(refusal(await sign(late), { root: late.trustedRoot })).toContain("not valid or expired");
    }
    // Only the time in the log counts: whether a certificate is valid when somebody checks says nothing.
    const [later, soon] = [60, 65].map((minutes) => new Date(Date.now() + minutes * 60_000));
    const ahead = await another({ fulcio: later, rekor: soon });
    expect(refusal(await sign(ahead), { root: ahead.trustedRoot })).toBe("it holds");
  });

  it.each<[string, string | RegExp, (bundle: Json) => void]>([
    [
      "no log entry",
      /tlog|timestamp|certificate|proof/i,
      (bundle) => (bundle.verificationMaterial!.tlogEntries = [] as never),
    ],
    ["no inclusion proof", /proof/i, (bundle) => delete entryOf(bundle).inclusionProof],
    [
      "an inclusion proof without a checkpoint",
      /proof|checkpoint/i,
      (bundle) => delete entryOf(bundle).inclusionProof!.checkpoint,
    ],
    [
      "no time from the log",
      "expected 1 timestamps, got 0",
      (bundle) => delete entryOf(bundle).inclusionPromise,
    ],
    [
      "another time than the log signed",
      /./,
      (bundle) => (entryOf(bundle).integratedTime = "1700000000" as never),
    ],
    [
      "another root hash in its checkpoint",
      /./,
      (bundle) => {
        const { checkpoint } = entryOf(bundle).inclusionProof!;
        checkpoint!.envelope = (checkpoint!.envelope as unknown as string).replace(/\n1\n/, "\n2\n") as never;
      },
    ],
    ["another proof", /./, (bundle) => (entryOf(bundle).inclusionProof!.hashes = ["AAAA"] as never)],
    [
      "an entry about another hash",
      /./,
      (bundle) => {
        const entry = entryOf(bundle);
        entry.canonicalizedBody = base64((text) => text.replace(/"value":"../, '"value":"00'))(
          entry.canonicalizedBody,
        );
      },
    ],
    ["another signature", /./, (bundle) => (bundle.messageSignature!.signature = "MEUCIQDx" as never)],
    ["another digest", /./, (bundle) => (bundle.messageSignature!.messageDigest!.digest = "AAAA" as never)],
    [
      "a certificate with another workflow in it",
      /./,
      (bundle) => {
        const { certificate } = bundle.verificationMaterial!;
        certificate!.rawBytes = base64((text) => text.replaceAll("orgduty.yml", "orgdutx.yml"))(
          certificate!.rawBytes,
        );
      },
    ],
    [
      "a public key in place of a certificate",
      /no certificate|key/,
      (bundle) => {
        const { verificationMaterial } = bundle;
        delete verificationMaterial!.certificate;
        verificationMaterial!.publicKey = { hint: "x" } as never;
      },
    ],
    [
      "an envelope in place of a signature",
      /envelope|/,
      (bundle) => {
        delete bundle.messageSignature;
        bundle.dsseEnvelope = {
          payload: "e30=",
          payloadType: "application/vnd.in-toto+json",
          signatures: [{ sig: "AAAA", keyid: "" }],
        } as never;
      },
    ],
    [
      "an older form, which needs no proof",
      /./,
      (bundle) => {
        bundle.mediaType = "application/vnd.dev.sigstore.bundle+json;version=0.1" as never;
        delete entryOf(bundle).inclusionProof;
      },
    ],
    [
      "a second log entry that is no entry",
      /./,
      (bundle) => {
        const entry = JSON.parse(JSON.stringify(entryOf(bundle))) as Json;
        entry.inclusionPromise = { signedEntryTimestamp: "AAAA" } as never;
        bundle.verificationMaterial!.tlogEntries = [entryOf(bundle), entry] as never;
      },
    ],
    [
      "the same log entry twice",
      /duplicate/,
      (bundle) => (bundle.verificationMaterial!.tlogEntries = [entryOf(bundle), entryOf(bundle)] as never),
    ],
    ["nothing in it", /./, (bundle) => Object.keys(bundle).forEach((key) => delete bundle[key])],
  ])("rejects a bundle with %s", (_, reason, change) => {
    const found = refusal(altered(change));
    expect(found).not.toBe("it holds");
    expect(found).toMatch(reason);
  });

  it("rejects a real envelope that is signed and logged, because it is about itself", async () => {
    const { DSSEBundleBuilder, FulcioSigner, RekorWitness } = await import("@sigstore/sign");
    const { bundleToJSON } = await import("@sigstore/bundle");
    const builder = new DSSEBundleBuilder({
      signer: new FulcioSigner({
        fulcioBaseURL: sigstore.url,
        identityProvider: { getToken: async () => token(ACME) },
      }),
      witnesses: [new RekorWitness({ rekorBaseURL: sigstore.url, entryType: "dsse" })],
    });
    const bundle = await builder.create({
      data: Buffer.from("another statement"),
      type: "application/vnd.in-toto+json",
    });
    expect(refusal(JSON.stringify(bundleToJSON(bundle)))).toBe(
      "it signs an envelope of its own, not the statement",
    );
  });

  it("rejects a signature by a key that is not the certificate's", async () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const { sign: signWith } = await import("node:crypto");
    const signature = signWith("sha256", statement, privateKey).toString("base64");
    expect(refusal(altered((bundle) => (bundle.messageSignature!.signature = signature as never)))).toMatch(
      /signature/,
    );
  });

  it("trusts the public sigstore, as the package of its TUF client has it", async () => {
    const { TrustedRoot } = await import("@sigstore/protobuf-specs");
    const root = await import("../../../../../plan-review/report/signatures/keyless/trusted-root.json");
    const read = TrustedRoot.fromJSON(root.default);
    expect(read.certificateAuthorities.map(({ uri }) => uri)).toContain("https://fulcio.sigstore.dev");
    expect(read.tlogs.map(({ baseUrl }) => baseUrl)).toContain("https://rekor.sigstore.dev");
    expect(read.ctlogs.length).toBeGreaterThan(0);
  });
});
