import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unsigned } from "../../../../cli/commands/apply/refusals";
import { run, signReview } from "../../../../cli/commands/sign/sign";
import type { SignaturesConfig } from "../../../../config/config";
import { loadProject } from "../../../../organization/load-project";
import { writeManifest } from "../../../../plans-folder/manifest";
import type { Workspace } from "../../../../terraform/engine/workspace";
import { asyncRun } from "../../../support/async-run";
import { ROOT } from "../../../support/orgduty";
import { TestAuthority } from "../../../support/receivers/certificates";
import { pipelineExample } from "../../../support/sealing/pipeline-example";
import { ACME, FakeSigstore, token, type Claims } from "../../../support/sigstore/fake-sigstore";
import { signedWorld } from "../../../support/sigstore/signed-world";
import { recordedIo } from "../../terminal/recorded-io";

const { manifest, statement } = signedWorld();
const live = { mode: { kind: "live" } } as unknown as Workspace;

/** A config with signatures; its path. */
function signing(signatures: string): string {
  const path = pipelineExample("");
  writeFileSync(path, `${readFileSync(path, "utf8")}\nreview: { signatures: { ${signatures} } }\n`);
  return path;
}

describe("orgduty sign", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-sign-"));
  const plans = join(folder, "plans");
  const bundles = join(plans, "review.intoto.json.sigstore.json");
  const root = join(folder, "trusted_root.json");
  const sigstore = new FakeSigstore();
  afterAll(() => {
    sigstore.stop();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    sigstore.claims = ACME;
    rmSync(plans, { recursive: true, force: true });
    mkdirSync(plans);
    writeManifest(plans, manifest);
    writeFileSync(join(plans, "review.intoto.json"), statement);
  });
  const refusedByApply = (signatures: SignaturesConfig, plansFolder = plans) => {
    const project = loadProject(pipelineExample(""));
    const config = { ...project.config, review: { ...project.config.review, signatures } };
    return unsigned({ ...project, config }, live, { manifest, plansFolder, shownFolder: "plans" });
  };

  describe("on its command line, over TLS", () => {
    const authority = new TestAuthority(join(folder, "ca"));
    let config: string;
    beforeAll(async () => {
      const { key, certificate } = authority.issue("sigstore");
      await sigstore.start({ key: Buffer.from(key), cert: Buffer.from(certificate) });
      writeFileSync(root, JSON.stringify(sigstore.trustedRoot));
      const { url } = sigstore;
      config = signing(
        `identities: pipeline, sigstore: { fulcio: "${url}", rekor: "${url}", trustedRoot: ${root} }`,
      );
    });
    const sign = (env: NodeJS.ProcessEnv = {}) =>
      asyncRun(process.execPath, [join(ROOT, "bin/orgduty.js"), "sign", "--out", plans, "--config", config], {
        NODE_EXTRA_CA_CERTS: authority.ca.certificateFile,
        ACTIONS_ID_TOKEN_REQUEST_URL: `${sigstore.url}/token?api-version=2.0`,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: "a-secret",
        ...env,
      });

    it("signs as the job of GitHub that it runs in, and apply takes it", async () => {
      const signatures = loadProject(config).config.review.signatures!;
      expect(await refusedByApply(signatures)).toEqual([expect.stringContaining("has 0 of 1 signatures")]);
      const { code, stdout, stderr } = await sign();
      expect([code, stderr]).toEqual([0, ""]);
      expect(stdout).toContain(`as ${ACME.san} (${ACME.iss})`);
      expect(await refusedByApply(signatures)).toEqual([]);
      expect(readFileSync(bundles, "utf8")).not.toContain("a-secret");
    });

    it("does not sign if Fulcio's certificate is not trusted", async () => {
      const { code, stderr } = await sign({ NODE_EXTRA_CA_CERTS: "", SIGSTORE_ID_TOKEN: token(ACME) });
      expect(code).toBe(1);
      expect(stderr).toMatch(/not signed: [^]*fix: the job must reach Fulcio and Rekor/);
      expect(existsSync(bundles)).toBe(false);
    });
  });

  describe("in a job", () => {
    const plain = new FakeSigstore();
    let signatures: SignaturesConfig;
    beforeAll(async () => {
      await plain.start();
      const trustedRoot = join(folder, "plain_root.json");
      writeFileSync(trustedRoot, JSON.stringify(plain.trustedRoot));
      const { url } = plain;
      const ofPipeline = loadProject(signing("identities: pipeline")).config.review.signatures!;
      signatures = { ...ofPipeline, sigstore: { fulcio: url, rekor: url, trustedRoot } };
    });
    afterAll(() => plain.stop());
    async function sign(claims?: Claims) {
      if (claims) process.env.SIGSTORE_ID_TOKEN = token(claims);
      return signReview({ path: plans, shown: "plans" }, signatures).finally(() => {
        delete process.env.SIGSTORE_ID_TOKEN;
      });
    }

    it("of GitLab takes the token from the environment, and keeps what others signed of the same statement", async () => {
      expect(await sign(ACME)).toMatchObject({ subject: ACME.san });
      writeFileSync(bundles, `${readFileSync(bundles, "utf8")}broken\n`);
      await sign(ACME);
      expect(readFileSync(bundles, "utf8").trim().split("\n")).toHaveLength(2);
      expect(await refusedByApply(signatures)).toEqual([]);
    });

    it.each<[string, Partial<Claims>, string]>([
      ["another workflow", { san: ACME.san.replace("orgduty", "lint") }, "its subject is"],
      [
        "a pull request",
        { ref: "refs/pull/7/merge", san: ACME.san.replace("heads/main", "pull/7/merge") },
        "its branch is refs/pull/7/merge",
      ],
      ["another repository", { repository: "evil/guardduty" }, "its repository is https://github.com/evil"],
      ["another issuer", { iss: "https://gitlab.com" }, "its issuer is https://gitlab.com"],
      ["another commit", { sha: "d".repeat(40) }, "its commit is ddd"],
    ])("of %s refuses, and leaves no signature", async (_, changed, reason) => {
      await expect(sign({ ...ACME, ...changed })).rejects.toThrow(reason);
      await expect(sign({ ...ACME, ...changed })).rejects.toThrow("none of review.signatures.identities");
      await expect(sign({ ...ACME, ...changed })).rejects.toThrow(
        "fix: sign in the workflow on the protected branch, from the commit that was planned",
      );
      expect(existsSync(bundles)).toBe(false);
    });

    it("of no forge refuses, and says what a job needs", async () => {
      await expect(sign()).rejects.toThrow("not signed: this is no CI job that has a token for sigstore");
      await expect(sign()).rejects.toThrow("permissions: { id-token: write }");
    });

    it("refuses a review that failed or is of other plans, before it asks anybody", async () => {
      writeFileSync(
        join(plans, "review.intoto.json"),
        statement.replace(/"result": "\w+"/, '"result": "FAILED"'),
      );
      await expect(sign()).rejects.toThrow(
        "is not a passed review of these plans:\n  the signed review's result is FAILED",
      );
      rmSync(join(plans, "review.intoto.json"));
      await expect(sign()).rejects.toThrow("missing: plans/review.intoto.json\n  fix: ./orgduty review");
    });

    it("says so if the services are not those of the trusted root", async () => {
      const other = { ...signatures, sigstore: { ...signatures.sigstore!, trustedRoot: root } };
      process.env.SIGSTORE_ID_TOKEN = token(ACME);
      await expect(signReview({ path: plans, shown: "plans" }, other)).rejects.toThrow(
        "the signature was made, but does not hold",
      );
      delete process.env.SIGSTORE_ID_TOKEN;
    });
  });

  it("has nothing to do for keys alone, and refuses if the config asks for no signature", async () => {
    const config = signing("keys: [security.pem]");
    const { publicKey } = (await import("node:crypto")).generateKeyPairSync("ed25519");
    writeFileSync(join(config, "../security.pem"), publicKey.export({ type: "spki", format: "pem" }));
    const io = recordedIo(folder);
    expect(await run({ config, out: "plans" }, io)).toBe(0);
    expect(io.errLines.join()).toContain("names keys alone");
    await expect(run({ config: pipelineExample(""), out: "plans" }, io)).rejects.toThrow(
      "the config asks for no signature",
    );
  });
});
