import { keyAccess, keyDoubts } from "../../../verification/compare/key-access";
import { acmeWith } from "../../support/forwarding-fleets";
import { healthyRegion } from "./found";

const ACCOUNT = "222222222222";
const NAME = "acme-guardduty-findings";
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/mrk-1`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/${NAME}-forwarder`;

const { expected } = healthyRegion(acmeWith(["us-east-1", "eu-west-1"], { kmsKeyArn: KEY }), "eu-west-1");
const eventBridge = { Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "kms:*" };
const forwarder = { Effect: "Allow", Principal: { AWS: ROLE }, Action: "kms:*", Resource: "*" };
const account = { ...forwarder, Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } };

const asked = (...statements: object[]) =>
  keyAccess(expected, {
    [KEY]: JSON.stringify({ Statement: statements.map((one) => ({ Resource: "*", ...one })) }),
  });
const of = (resource: string, ...statements: object[]) =>
  asked(...statements).filter((access) => access.resource === resource);

describe("A customer key's policy for EventBridge", () => {
  it.each([
    ["lets EventBridge in", {}, [], 0],
    ["names another key", { Resource: `${KEY}-other` }, ["kms:GenerateDataKey", "kms:Decrypt"], 0],
    ["allows one action of two", { Action: "kms:Decrypt" }, ["kms:GenerateDataKey"], 0],
    ["asks for what is not known", { Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } } }, [], 1],
  ])("%s", (_, change, refused, unread) => {
    const access = of(NAME, { ...eventBridge, ...change });
    expect(access.map((one) => one.refused)).toEqual([refused]);
    expect(keyDoubts(access)).toHaveLength(unread);
  });

  it("is not asked if it could not be read", () => {
    expect(keyAccess(expected, { [KEY]: "unread" })).toEqual([]);
  });
});

describe("A customer key's policy for the forwarder", () => {
  const both = ["kms:Decrypt", "kms:GenerateDataKey"];
  const via = (service: string) => ({
    StringEquals: { "kms:ViaService": `${service}.eu-west-1.amazonaws.com` },
  });
  const deny = { ...forwarder, Effect: "Deny" };

  it.each<[string, object[], string[], number]>([
    ["names the role", [forwarder], [], 0],
    ["leaves it to the account, whose role is allowed to", [account], [], 0],
    ["has no statement for it", [], both, 0],
    ["denies the role", [account, deny], both, 0],
    [
      "denies everybody to decrypt",
      [forwarder, { ...deny, Principal: "*", Action: "kms:Decrypt" }],
      ["kms:Decrypt"],
      0,
    ],
    ["allows one action of two", [{ ...forwarder, Action: "kms:Decrypt" }], ["kms:GenerateDataKey"], 0],
    ["lets it in through SQS", [{ ...forwarder, Condition: via("sqs") }], [], 0],
    ["lets it in through another service", [{ ...forwarder, Condition: via("s3") }], both, 0],
    ["asks for what is not known", [{ ...forwarder, Condition: { Bool: { "aws:Unheard": "true" } } }], [], 1],
  ])("%s", (_, statements, refused, unread) => {
    const access = of(`${NAME}-forwarder`, eventBridge, ...statements);
    expect(access.map((one) => one.refused)).toEqual([refused]);
    expect(keyDoubts(access)).toHaveLength(unread);
  });
});
