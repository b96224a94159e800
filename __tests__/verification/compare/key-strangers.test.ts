import { strangerGaps } from "../../../verification/compare/key-strangers";

const KEY = "arn:aws:kms:eu-west-1:222222222222:key/mrk-1";
const OTHER = "arn:aws:iam::999999999999:root";
const allow = { Effect: "Allow", Principal: { AWS: OTHER }, Action: "kms:Decrypt", Resource: "*" };
const named = (...Statement: object[]) =>
  strangerGaps({ [KEY]: JSON.stringify({ Statement }) }).map(({ resource, found }) => [resource, found]);

const through = (service: string) => ({ Condition: { StringEquals: { "kms:ViaService": service } } });

describe("Principals of other accounts in a key's policy", () => {
  it("are named with what they may", () => {
    expect(named(allow)).toEqual([[`${KEY} for ${OTHER}`, "kms:Decrypt"]]);
    expect(named({ ...allow, Principal: { AWS: "999999999999" }, Action: "kms:*" })).toEqual([
      [`${KEY} for 999999999999`, "kms:Decrypt, kms:ReEncryptFrom, kms:CreateGrant, kms:PutKeyPolicy"],
    ]);
  });

  it.each<[string, object]>([
    ["everybody", { Principal: "*" }],
    ["everybody by AWS", { Principal: { AWS: "*" } }],
    ["everybody but one", { Principal: undefined, NotPrincipal: { AWS: OTHER } }],
    ["decryption through SQS", through("sqs.eu-west-1.amazonaws.com")],
    ["administration by grants", { Action: "kms:CreateGrant" }],
    ["administration of the policy", { Action: "kms:PutKeyPolicy" }],
    ["an address that may be anybody's", { Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } } }],
    ["a role", { Principal: { AWS: "arn:aws:iam::999999999999:role/siem" } }],
    [
      "everybody of an organization",
      { Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } },
    ],
  ])("are named if the policy allows %s", (_, change) => {
    expect(named({ ...allow, ...change })).toHaveLength(1);
  });

  it.each<[string, object[]]>([
    ["it names the key's own account", [{ ...allow, Principal: { AWS: "arn:aws:iam::222222222222:root" } }]],
    ["it names a service", [{ ...allow, Principal: { Service: "events.amazonaws.com" } }]],
    ["they may only describe it", [{ ...allow, Action: "kms:Describe*" }]],
    ["they may only encrypt with it", [{ ...allow, Action: ["kms:Encrypt", "kms:GenerateDataKey*"] }]],
    ["they may use it through S3 alone", [{ ...allow, ...through("s3.eu-west-1.amazonaws.com") }]],
    [
      "they may make grants for AWS's own resources alone",
      [
        {
          ...{ ...allow, Action: "kms:CreateGrant" },
          Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
        },
      ],
    ],
    ["another statement denies it", [allow, { ...allow, Effect: "Deny", Principal: "*" }]],
    [
      "everybody has to be of the account",
      [{ ...allow, Principal: "*", Condition: { StringEquals: { "kms:CallerAccount": "222222222222" } } }],
    ],
    ["the principal was deleted", [{ ...allow, Principal: { AWS: "AROAEXAMPLEEXAMPLE" } }]],
  ])("are not named if %s", (_, statements) => {
    expect(named(...statements)).toEqual([]);
  });

  it("are not looked for in what could not be read", () => {
    expect(strangerGaps({ [KEY]: "unread" })).toEqual([]);
  });
});
