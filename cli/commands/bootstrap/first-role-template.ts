import type { PolicyDocument } from "../../../doctor/roles/policies";

/** What the template makes, and in which account. */
export interface TemplateProps {
  readonly name: string;
  readonly accountId: string;
  readonly roleName: string;
  readonly policies: readonly PolicyDocument[];
  /** ARN of the policy beyond which the first role may do nothing. @default none */
  readonly permissionsBoundary?: string;
}

const PRINCIPAL = "arn:aws[a-z-]*:iam::\\d{12}:(root|(role|user)/[\\w+=,.@/-]+)";

/**
 * A CloudFormation template of the role that bootstrap works as in one account. It is for a stack or a stack set, so that
 * nobody needs an administrator's keys: who may assume the role is a parameter.
 */
export function firstRoleTemplate(props: TemplateProps): object {
  const { name, accountId, roleName, policies, permissionsBoundary } = props;
  const documents = policies.map((document, index) => [
    `Policy${index + 1}`,
    {
      Type: "AWS::IAM::ManagedPolicy",
      Properties: {
        ManagedPolicyName: `${roleName}-${index + 1}`,
        PolicyDocument: document,
        Roles: [{ Ref: "FirstRole" }],
      },
    },
  ]);
  return {
    AWSTemplateFormatVersion: "2010-09-09",
    Description: `${name}: what orgduty bootstrap works as in account ${accountId}, and nothing else`,
    Parameters: {
      TrustedPrincipal: {
        Type: "String",
        AllowedPattern: PRINCIPAL,
        Description: "ARN of the role or user that may work as this role",
      },
      ExternalId: {
        Type: "String",
        Default: "",
        AllowedPattern: "|[\\w+=,.@:/-]{2,1224}",
        Description: "What a request has to carry; empty for nothing",
      },
    },
    Rules: {
      OnlyItsOwnAccount: {
        Assertions: [
          {
            Assert: { "Fn::Equals": [{ Ref: "AWS::AccountId" }, accountId] },
            AssertDescription: `This template is for account ${accountId}`,
          },
        ],
      },
    },
    Conditions: { HasExternalId: { "Fn::Not": [{ "Fn::Equals": [{ Ref: "ExternalId" }, ""] }] } },
    Resources: {
      FirstRole: {
        Type: "AWS::IAM::Role",
        Properties: {
          RoleName: roleName,
          Description: "What orgduty bootstrap works as",
          MaxSessionDuration: 3600,
          ...(permissionsBoundary !== undefined && { PermissionsBoundary: permissionsBoundary }),
          AssumeRolePolicyDocument: {
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Principal: { AWS: { Ref: "TrustedPrincipal" } },
                Action: "sts:AssumeRole",
                Condition: {
                  "Fn::If": [
                    "HasExternalId",
                    { StringEquals: { "sts:ExternalId": { Ref: "ExternalId" } } },
                    { Ref: "AWS::NoValue" },
                  ],
                },
              },
            ],
          },
        },
      },
      ...(Object.fromEntries(documents) as object),
    },
    Outputs: { RoleArn: { Value: { "Fn::GetAtt": ["FirstRole", "Arn"] } } },
  };
}
