import { completeSignatures } from "../../../config/complete/signatures-defaults";
import { identitiesAreDistinct } from "../../../config/rules/identities-are-distinct";
import { signaturesCanBeGiven } from "../../../config/rules/signatures-can-be-given";
import { sigstoreKnowsTheForge } from "../../../config/rules/sigstore-knows-the-forge";
import { findings } from "../valid-document";

const ISSUER = "https://token.actions.githubusercontent.com";
const subject = "https://github.com/acme/guardduty/.github/workflows/orgduty.yml@refs/heads/main";
const identity = { issuer: ISSUER, subject };
const github = { github: { repository: "acme/guardduty" } };
const gitlab = (host = "gitlab.com") => ({ gitlab: { project: "acme/security/guardduty", host } });

describe("review.signatures without keys", () => {
  const given = (signatures: object, pipeline?: object) =>
    findings(signaturesCanBeGiven, { review: { signatures }, ...(pipeline ? { pipeline } : {}) });

  it("rejects that nobody could sign", () => {
    const nobody = "nobody can sign: there is no pipeline whose workflow would";
    expect(given({})).toEqual([`review.signatures: ${nobody}`]);
    expect(given({ identities: "pipeline" })).toEqual([`review.signatures.identities: ${nobody}`]);
    expect(given({ keys: ["a.pem"], identities: "pipeline" })).toHaveLength(1);
    expect(given({}, github)).toEqual([]);
    expect(given({ identities: [identity] })).toEqual([]);
  });

  it("counts keys and identities", () => {
    expect(given({ identities: [identity], keys: ["a.pem"], required: 2 })).toEqual([]);
    expect(given({ identities: "pipeline", keys: ["a.pem"], required: 3 }, github)).toEqual([
      "review.signatures.required: 3 signatures are required of 1 key and 1 identity",
    ]);
    // The pipeline signs for nobody who names keys, unless they name the pipeline as well.
    expect(given({ keys: ["a.pem"], required: 2 }, github)).toHaveLength(1);
  });

  it("rejects an identity that is listed twice, and a workflow of an unknown repository", () => {
    const distinct = (...identities: object[]) =>
      findings(identitiesAreDistinct, { review: { signatures: { identities } } });
    expect(distinct(identity, { ...identity, subject: "alice@acme.example" })).toEqual([]);
    expect(distinct(identity, identity)).toEqual([
      "review.signatures.identities.1: the same issuer and subject are listed twice",
    ]);
    const elsewhere = { issuer: "https://ci.example", subject: "https://ci.example/jobs/7" };
    expect(distinct(elsewhere)).toEqual([expect.stringContaining("the repository and the branch")]);
    expect(distinct({ ...elsewhere, repository: "https://ci.example/x", ref: "refs/heads/x" })).toEqual([]);
    expect(distinct({ ...identity, subject: "alice@acme.example", ref: "refs/heads/main" })).toHaveLength(1);
  });

  it("rejects a GitLab of one's own with the public sigstore", () => {
    const known = (signatures: object, pipeline: object) =>
      findings(sigstoreKnowsTheForge, { review: { signatures }, pipeline });
    expect(known({}, gitlab("git.acme.example"))).toEqual([
      expect.stringContaining("no certificates for git.acme.example"),
    ]);
    expect(known({}, gitlab())).toEqual([]);
    expect(known({ keys: ["a.pem"] }, gitlab("git.acme.example"))).toEqual([]);
    const sigstore = { fulcio: "https://f.example", rekor: "https://r.example", trustedRoot: "root.json" };
    expect(known({ sigstore }, gitlab("git.acme.example"))).toEqual([]);
  });
});

describe("completeSignatures", () => {
  const complete = (signatures: object, pipeline?: object) =>
    completeSignatures(
      signatures,
      { regions: "all", organizations: {}, pipeline } as never,
      "/c/orgduty.yaml",
    );

  it("makes the workflow on the protected branch the signer, of GitHub", () => {
    const { identities } = complete({}, { github: { repository: "acme/guardduty", branch: "release/2" } });
    expect(identities).toEqual([
      {
        issuer: ISSUER,
        subject: "https://github.com/acme/guardduty/.github/workflows/orgduty.yml@refs/heads/release/2",
        repository: "https://github.com/acme/guardduty",
        ref: "refs/heads/release/2",
      },
    ]);
  });

  it("makes the workflow on the protected branch the signer, of GitLab", () => {
    expect(complete({ identities: "pipeline" }, gitlab()).identities).toEqual([
      {
        issuer: "https://gitlab.com",
        subject: "https://gitlab.com/acme/security/guardduty//.gitlab-ci.yml@refs/heads/main",
        repository: "https://gitlab.com/acme/security/guardduty",
        ref: "refs/heads/main",
      },
    ]);
  });

  it("does not let the pipeline sign where keys have to, unless it is named", () => {
    expect(complete({ keys: ["a.pem"] }, github)).toEqual({
      keys: ["/c/a.pem"],
      identities: [],
      required: 1,
    });
    expect(complete({ keys: ["a.pem"], identities: "pipeline" }, github).identities).toHaveLength(1);
  });

  it("reads repository and branch from a workflow's name, and takes what is given instead", () => {
    expect(complete({ identities: [identity] }).identities).toEqual([
      { ...identity, repository: "https://github.com/acme/guardduty", ref: "refs/heads/main" },
    ]);
    const called = { ...identity, repository: "https://github.com/acme/other", ref: "refs/heads/x" };
    expect(complete({ identities: [called] }).identities).toEqual([called]);
    const person = { issuer: "https://accounts.google.com", subject: "alice@acme.example" };
    expect(complete({ identities: [person] }).identities).toEqual([person]);
  });
});
