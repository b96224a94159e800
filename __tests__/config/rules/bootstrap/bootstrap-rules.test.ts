import { bootstrapAccountsMatch } from "../../../../config/rules/bootstrap/bootstrap-accounts-match";
import { bootstrapBucketIsNamed } from "../../../../config/rules/bootstrap/bootstrap-bucket-is-named";
import { bootstrapHasSomebody } from "../../../../config/rules/bootstrap/bootstrap-has-somebody";
import { bootstrapIsNotMadeByItself } from "../../../../config/rules/bootstrap/bootstrap-is-not-made-by-itself";
import { bootstrapMakesTwoRoles } from "../../../../config/rules/bootstrap/bootstrap-makes-two-roles";
import { bootstrapNamesDiffer } from "../../../../config/rules/bootstrap/bootstrap-names-differ";
import { bootstrapSubjectsDiffer } from "../../../../config/rules/bootstrap/bootstrap-subjects-differ";
import { told } from "../../checked";
import { findings, PIPELINE_BASE } from "../../valid-document";

const GITHUB = { github: { repository: "acme/guardduty" } };
const given = (bootstrap: unknown, more: object = {}) => ({
  ...PIPELINE_BASE,
  pipeline: GITHUB,
  bootstrap,
  ...more,
});
const CI = "arn:aws:iam::111111111111:role/ci";
const CI_CN = "arn:aws-cn:iam::555555555555:role/ci";

describe("bootstrapHasSomebody", () => {
  const without = { pipeline: undefined };

  it("rejects roles that nobody may assume, in each partition", () => {
    expect(findings(bootstrapHasSomebody, given({}, without))).toEqual([
      "bootstrap: nobody may assume the roles of aws, aws-cn",
    ]);
    expect(findings(bootstrapHasSomebody, given({ principals: [{ arn: CI }] }, without))).toEqual([
      "bootstrap: nobody may assume the roles of aws-cn",
    ]);
  });

  it("rejects a principal of a partition without an organization, and subjects without a pipeline", () => {
    const alone = { "organizations.aws-cn": undefined, regions: ["us-east-1"] };
    expect(findings(bootstrapHasSomebody, given({ principals: [{ arn: CI_CN }] }, alone))).toEqual([
      "bootstrap.principals.0.arn: the config has no organization in aws-cn",
    ]);
    const subjects = { principals: [{ arn: CI }, { arn: CI_CN }], subjects: { plan: ["repo:a/b:x"] } };
    expect(findings(bootstrapHasSomebody, given(subjects, without))).toEqual([
      "bootstrap.subjects: there are subjects, but no pipeline whose tokens have them",
    ]);
  });

  it("leaves a principal that is wrong to the schema", () => {
    expect(findings(bootstrapHasSomebody, given({ principals: [{ arn: "*" }] }, without))).toEqual([]);
  });

  it("accepts a pipeline, and a principal in each partition", () => {
    expect(findings(bootstrapHasSomebody, given({}))).toEqual([]);
    expect(
      findings(bootstrapHasSomebody, given({ principals: [{ arn: CI }, { arn: CI_CN }] }, without)),
    ).toEqual([]);
  });
});

describe("bootstrapMakesTwoRoles", () => {
  const at = "organizations.aws.credentials";

  it("rejects an organization without roles, a profile, and one role for both", () => {
    expect(findings(bootstrapMakesTwoRoles, given({}, { [at]: undefined }))).toEqual([
      `${at}: bootstrap makes the roles that are named here, and none is`,
    ]);
    expect(
      findings(bootstrapMakesTwoRoles, given({}, { [`${at}.apply.management`]: { profile: "x" } })),
    ).toEqual([`${at}.apply.management: a profile names no role that bootstrap could make`]);
    const same = { [`${at}.apply.administrator`]: "arn:aws:iam::222222222222:role/orgduty-plan" };
    expect(findings(bootstrapMakesTwoRoles, given({}, same))).toEqual([
      `${at}.apply.administrator: is the role of plan as well, which must not be able to change anything`,
    ]);
  });

  it("accepts two roles, and anything without bootstrap", () => {
    expect(findings(bootstrapMakesTwoRoles, given({}))).toEqual([]);
    expect(findings(bootstrapMakesTwoRoles, {})).toEqual([]);
  });
});

describe("bootstrapIsNotMadeByItself", () => {
  const problem = "is what bootstrap itself works as, so that it cannot make it";

  it("rejects the first role among those to be made, by its name and by its ARN", () => {
    expect(findings(bootstrapIsNotMadeByItself, given({ roleName: "orgduty-apply" }))).toEqual(
      ["aws", "aws-cn"].flatMap((partition) =>
        ["management", "administrator"].map(
          (account) => `organizations.${partition}.credentials.apply.${account}: ${problem}`,
        ),
      ),
    );
    const own = {
      management: { profile: "root" },
      administrator: "arn:aws:iam::222222222222:role/orgduty-plan",
    };
    expect(findings(bootstrapIsNotMadeByItself, given({ credentials: { aws: own } }))).toEqual([
      `organizations.aws.credentials.plan.administrator: ${problem}`,
    ]);
  });

  it("accepts the usual names", () => {
    expect(findings(bootstrapIsNotMadeByItself, given({}))).toEqual([]);
  });
});

describe("bootstrapAccountsMatch", () => {
  it("rejects a role of another account, and a bucket in a log archive that there is not", () => {
    const wrong = {
      management: "arn:aws:iam::222222222222:role/first",
      administrator: "arn:aws:iam::222222222222:role/first",
    };
    expect(findings(bootstrapAccountsMatch, given({ credentials: { aws: wrong } }))).toEqual([
      'bootstrap.credentials.aws.management: the role is of account "222222222222" in aws, but managementAccountId is "111111111111" in aws',
    ]);
    const archive = { "organizations.aws.logArchiveAccountId": "333333333333" };
    expect(
      findings(bootstrapAccountsMatch, given({ stateBucket: { account: "logArchive" } }, archive)),
    ).toEqual([
      "bootstrap.stateBucket.account: organizations.aws-cn names no log archive account to make it in",
    ]);
    const role = {
      "organizations.aws.credentials.apply.logArchive": "arn:aws:iam::333333333333:role/orgduty-apply",
    };
    expect(findings(bootstrapAccountsMatch, given({}, role))).toEqual([
      "organizations.aws.credentials.apply.logArchive: organizations.aws names no log archive account to make it in",
    ]);
  });
});

describe("bootstrapBucketIsNamed", () => {
  it("rejects a bucket for local states, which give it no name", () => {
    expect(
      findings(bootstrapBucketIsNamed, given({ stateBucket: {} }, { state: undefined, pipeline: undefined })),
    ).toEqual(["bootstrap.stateBucket: the states of aws are local, so that the bucket has no name"]);
    expect(findings(bootstrapBucketIsNamed, given({ stateBucket: {} }))).toEqual([]);
    expect(findings(bootstrapBucketIsNamed, given({}, { state: undefined }))).toEqual([]);
  });
});

describe("bootstrapSubjectsDiffer", () => {
  it("rejects a pull request's subject for apply, and one that may plan as well", () => {
    const subjects = { plan: ["repo:a/b:x"], apply: ["repo:a/b:x", "repo:a/b:pull_request", "repo:a/b:y"] };
    expect(findings(bootstrapSubjectsDiffer, given({ subjects }))).toEqual([
      "bootstrap.subjects.apply.0: may plan as well",
      "bootstrap.subjects.apply.1: is every pull request's, whoever opened it",
    ]);
  });
});

describe("bootstrapNamesDiffer", () => {
  it("rejects a reader that is named like a role of the same account", () => {
    expect(findings(bootstrapNamesDiffer, given({ reader: { name: "orgduty-plan" } }))).toEqual([
      'bootstrap.reader.name: "orgduty-plan" is the name of a role that plans or applies',
    ]);
    expect(findings(bootstrapNamesDiffer, given({ reader: { name: "siem" } }))).toEqual([]);
  });
});

describe("A config with bootstrap", () => {
  it("is valid as it can be smallest and largest", () => {
    expect(told(given({}))).toEqual([]);
    const full = {
      tokenProvider: "existing",
      subjects: { plan: ["repo:a/b:pull_request"], apply: ["repo:a/b:environment:prod"] },
      principals: [{ arn: CI, externalId: "one-two" }],
      permissionsBoundary: "security/boundary",
      sessionMinutes: 240,
      stateBucket: { account: "management", plansExpireAfterDays: 3 },
      state: "bucket",
      reader: { name: "siem", principal: { arn: "arn:aws:iam::999999999999:root" } },
    };
    expect(told(given(full))).toEqual([]);
  });

  it.each([
    ["a pattern in a subject", { subjects: { plan: ["repo:a/b:*"] } }, "is a pattern"],
    ["everyone", { principals: [{ arn: "*" }] }, "is not the ARN of an account, a role or a user"],
    [
      "a session of a role",
      { principals: [{ arn: "arn:aws:sts::111111111111:assumed-role/a/b" }] },
      "name the role, not a session",
    ],
    ["a boundary of one account", { permissionsBoundary: "arn:aws:iam::1:policy/x" }, "is of one account"],
    ["a role's name that is too long", { roleName: "x".repeat(65) }, "is not a valid role name"],
    ["a session of 13 hours", { sessionMinutes: 780 }, "from 60 to 720"],
    ["roles of its own", { roles: [] }, "the roles are those that organizations.*.credentials names"],
  ])("rejects %s", (_, bootstrap, expected) => {
    expect(told(given(bootstrap)).join("\n")).toContain(expected);
  });
});
