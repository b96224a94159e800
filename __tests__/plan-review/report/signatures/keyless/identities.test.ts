import { generateKeyPairSync, sign } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CheckedBundle, Signer } from "../../../../../plan-review/report/signatures/keyless/signer";
import { signatureRefusals } from "../../../../../plan-review/report/signatures/signatures";
import { withRepository } from "../../../../../config/complete/signatures-defaults";
import { COMMIT } from "../../../../support/sigstore/fake-sigstore";
import { signedWorld } from "../../../../support/sigstore/signed-world";
import { temporaryFolder } from "../../../../terraform-runner/support/temporary-folder";

const ISSUER = "https://token.actions.githubusercontent.com";
const WORKFLOW = withRepository({
  issuer: ISSUER,
  subject: "https://github.com/acme/guardduty/.github/workflows/orgduty.yml@refs/heads/main",
});
const PERSON = { issuer: "https://accounts.google.com", subject: "alice@acme.example" };
const JOB: Signer = { ...WORKFLOW, commit: COMMIT };

describe("signatureRefusals, of signatures without a key", () => {
  const folder = temporaryFolder();
  const { manifest, statement } = signedWorld();
  beforeEach(() => writeFileSync(join(folder(), "review.intoto.json"), statement));

  function refused(
    bundles: readonly CheckedBundle[],
    { identities = [WORKFLOW], required = 1, keys = [] as string[] } = {},
  ): string[] {
    const signatures = { keys, identities, required };
    return signatureRefusals({ signatures, manifest, plansFolder: folder(), shownFolder: "plans", bundles });
  }
  const by = (changed: Partial<Signer>): CheckedBundle[] => [{ signer: { ...JOB, ...changed } }];

  it("takes the workflow on its branch, for the commit that was planned", () => {
    expect(refused([{ signer: JOB }])).toEqual([]);
    expect(refused([{ refused: "broken" }, { signer: JOB }])).toEqual([]);
  });

  it("names the one who did not sign, and where the signature would be", () => {
    expect(refused([])).toEqual([
      `unsigned: plans/review.intoto.json has 0 of 1 signatures; not by ${WORKFLOW.subject} (no signature in review.intoto.json.sigstore.json)`,
    ]);
    expect(refused([{ refused: "no proof" }])).toEqual([expect.stringContaining("(signature 1: no proof)")]);
  });

  it.each<[string, Partial<Signer>]>([
    ["issuer", { issuer: "https://gitlab.com" }],
    ["issuer", { issuer: `${ISSUER}/acme` }],
    ["subject", { subject: WORKFLOW.subject.replace("orgduty.yml", "other.yml") }],
    ["subject", { subject: WORKFLOW.subject.replace("refs/heads/main", "refs/heads/main2") }],
    ["subject", { subject: WORKFLOW.subject.replace("refs/heads/main", "refs/pull/7/merge") }],
    ["subject", { subject: WORKFLOW.subject.replace("acme", "evil") }],
    ["subject", { subject: WORKFLOW.subject.toUpperCase() }],
    ["repository", { repository: "https://github.com/evil/guardduty" }],
    ["repository", { repository: `${WORKFLOW.repository}2` }],
    ["branch", { ref: "refs/heads/feature" }],
    ["branch", { ref: "refs/tags/main" }],
    ["commit", { commit: "d".repeat(40) }],
    ["commit", { commit: COMMIT.slice(0, 7) }],
  ])("rejects another %s: %j", (what, changed) => {
    const value = Object.values(changed)[0]!;
    expect(refused(by(changed))).toEqual([expect.stringContaining(`its ${what} is ${value}, wanted is `)]);
  });

  it("rejects a certificate that says nothing of repository, branch and commit", () => {
    const [told] = refused([{ signer: { issuer: JOB.issuer, subject: JOB.subject } }]);
    for (const what of ["repository", "branch", "commit"]) expect(told).toContain(`its ${what} is none`);
  });

  it("wants a person's e-mail address and issuer alone", () => {
    expect(refused([{ signer: PERSON }], { identities: [PERSON] })).toEqual([]);
    expect(
      refused([{ signer: { ...PERSON, subject: "mallory@acme.example" } }], { identities: [PERSON] }),
    ).toHaveLength(1);
  });

  it("counts keys and identities together, and one who signs twice once", () => {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const key = join(folder(), "security.pem");
    writeFileSync(key, publicKey.export({ type: "spki", format: "pem" }));
    const both = { keys: [key], identities: [WORKFLOW], required: 2 };
    expect(refused([{ signer: JOB }], both)).toEqual([
      expect.stringMatching(/has 1 of 2 signatures; not by \S*security\.pem$/),
    ]);
    expect(
      refused([{ signer: JOB }, { signer: JOB }], { identities: [WORKFLOW, PERSON], required: 2 }),
    ).toEqual([expect.stringContaining("has 1 of 2 signatures; not by alice@acme.example (")]);
    const signature = sign(null, Buffer.from(statement), privateKey).toString("base64");
    writeFileSync(join(folder(), "review.intoto.json.sig"), `${signature}\n`);
    expect(refused([{ signer: JOB }], both)).toEqual([]);
    expect(refused([], { ...both, required: 1 })).toEqual([]);
  });

  it("still wants a statement of a passed review of these plans", () => {
    writeFileSync(join(folder(), "review.intoto.json"), statement.replaceAll(COMMIT, "d".repeat(40)));
    expect(refused([{ signer: JOB }]).join()).toContain("unsigned: git is");
  });
});
