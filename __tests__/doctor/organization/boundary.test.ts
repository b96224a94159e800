import { parsePolicy } from "../../../aws/policy/parse-policy";
import { UNREAD } from "../../../aws-clients/attempts";
import { judgeBoundary } from "../../../doctor/organization/boundary";
import { acme, resourcesOf } from "../../support/fleet";

const ARN = "arn:aws:iam::222222222222:policy/edge";
const project = acme();
const { aws, ...others } = project.config.organizations;
const resources = resourcesOf({
  ...project,
  config: { ...project.config, regions: ["us-east-1", "cn-north-1"], organizations: { aws, ...others } },
}).filter(({ provider }) => provider.accountId === "222222222222");

const judged = (statement: object) =>
  judgeBoundary(ARN, parsePolicy({ Version: "2012-10-17", Statement: statement }), resources);
const ALL = ["events:*", "logs:*", "secretsmanager:GetSecretValue", "sqs:*"];

describe("judgeBoundary", () => {
  it("is fine if the boundary allows all that the roles' own policies do", () => {
    const lines = judged({ Effect: "Allow", Action: ALL, Resource: "*" });
    expect(lines).toMatchObject([{ check: "boundary", outcome: "fine" }]);
    expect(Number(/(\d+) uses/.exec(lines[0]!.evidence)?.[1])).toBeGreaterThan(7);
  });

  it.each([
    ["leaves an action out", ALL.slice(1)],
    ["names another secret", ALL, "arn:aws:secretsmanager:*:*:secret:other/*"],
  ])("is a blocker if the boundary %s", (_, Action, secret = "*") => {
    const lines = judged([
      { Effect: "Allow", Action: Action.filter((one) => !one.startsWith("secrets")), Resource: "*" },
      { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: secret },
    ]);
    expect(lines).toMatchObject([{ outcome: "blocker", evidence: expect.stringContaining(ARN) }]);
    const missing = secret === "*" ? "events:PutEvents on" : "secretsmanager:GetSecretValue on";
    expect(lines[0]!.evidence).toContain(missing);
  });

  it("knows the region of what is asked, and says what it cannot tell", () => {
    const where = { "aws:RequestedRegion": ["us-east-1"] };
    const of = (Condition: object) => judged({ Effect: "Allow", Action: "*", Resource: "*", Condition });
    expect(of({ StringEquals: { "aws:RequestedRegion": ["eu-west-1"] } })[0]!.outcome).toBe("blocker");
    expect(of({ Bool: { "aws:ViaAWSService": "true" } }).map(({ outcome }) => outcome)).toEqual([
      "unchecked",
    ]);
    expect(
      of({ StringLike: { "aws:RequestedRegion": [...where["aws:RequestedRegion"], "any"] } }),
    ).toMatchObject([{ outcome: "fine" }]);
  });

  it("is a blocker if there is no such policy, and says nothing if it could not be read", () => {
    expect(judgeBoundary(ARN, undefined, resources)).toMatchObject([
      { outcome: "blocker", evidence: `no policy ${ARN}` },
    ]);
    expect(judgeBoundary(ARN, UNREAD, resources)).toEqual([]);
  });
});
