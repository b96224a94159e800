import { generateKeyPairSync } from "node:crypto";
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { run, type ApplyOptions } from "../../cli/commands/apply/apply";
import { writeManifest } from "../../plans-folder/manifest";
import { recordedIo } from "../cli/terminal/recorded-io";
import { copyOfExample } from "../support/orgduty";
import { TINY_MANIFEST } from "../terraform-runner/support/tiny-manifest";

describe("orgduty apply", () => {
  const { folder, config } = copyOfExample("acme");
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const apply = (options: Partial<ApplyOptions> = {}, env: NodeJS.ProcessEnv = {}) =>
    run(
      { config, out: "plans", maxAge: 24, yes: true, ...options },
      recordedIo(folder, { ...process.env, ...env }),
    );

  it("rejects where nobody can be asked", async () => {
    await expect(apply({ yes: false })).rejects.toThrow(
      "apply asks before it changes AWS\n  fix: pass --yes",
    );
  });

  it("rejects where nothing was planned", async () => {
    await expect(apply()).rejects.toThrow("no plans in plans\n  fix: ./orgduty plan");
  });

  it("tells every reason at once, before Terraform runs", async () => {
    mkdirSync(join(folder, "plans/us-east-1"), { recursive: true });
    writeFileSync(join(folder, "plans/us-east-1/plan.tfplan"), "forged");
    writeManifest(join(folder, "plans"), {
      ...TINY_MANIFEST,
      mode: "offline",
      createdAt: "2026-01-01T00:00:00.000Z",
    });
    const message = await apply().then(
      () => "",
      (error: Error) => error.message,
    );
    const lines = message.split("\n");
    expect(lines[0]).toMatch(/^not applied, for \d+ reasons:$/);
    for (const reason of [
      /^ {2}offline: planned without AWS, so these plans can never be applied$/,
      /^ {2}old: planned \d+ hours ago, at most 24 are allowed$/,
      /^ {2}altered: orgduty\.yaml sha256 \w{64}, planned \w{64}$/,
      /^ {2}altered: accounts\/aws\.json sha256 \w{64}, planned \w{64}$/,
      /^ {2}git: planned from tree t1, this checkout has \w{40}$/,
      /^ {2}altered: plans\/us-east-1\/plan\.tfplan sha256 \w{64}, planned \w{64}$/,
      /^ {2}missing: plans\/us-east-1\/plan\.json$/,
      /^ {2}fix: plan again/,
    ]) {
      expect(lines).toContainEqual(expect.stringMatching(reason));
    }
  });

  it("tells the rules that fail among the other reasons", async () => {
    const empty = JSON.stringify({
      format_version: "1.2",
      terraform_version: "1.11.4",
      resource_changes: [],
    });
    writeFileSync(join(folder, "plans/us-east-1/plan.json"), empty);
    await expect(apply()).rejects.toThrow(/\n {2}old: [^]*\n {2}review: OD-\d+ fails: /);
    await expect(apply()).rejects.toThrow(
      /\n {2}review: OD-057 fails: [^\n]*: us-east-1 plan\.tfplan expected a plan file that Terraform saved, planned us-east-1\/plan\.tfplan: not a zip/,
    );
  });

  it("tells what is missing of the signatures, but for a rehearsal", async () => {
    const { publicKey } = generateKeyPairSync("ed25519");
    writeFileSync(join(dirname(config), "security.pem"), publicKey.export({ type: "spki", format: "pem" }));
    appendFileSync(config, "\nreview: {signatures: {keys: [security.pem]}}\n");
    await expect(apply()).rejects.toThrow(/\n {2}missing: plans\/review\.intoto\.json\n/);
    const rehearsal = apply({ aws: "local" }, { ORGDUTY_LOCAL_AWS_URL: "http://127.0.0.1:9" });
    await expect(rehearsal).rejects.toThrow(/^(?![^]*intoto)not applied/);
  });
});
