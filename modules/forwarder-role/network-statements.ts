import { ACTIONS_WITHOUT_RESOURCES } from "../actions-without-resources";
import type { Statement } from "../policy";

/** The part of a VPC that a function runs in. */
export interface ForwarderNetwork {
  readonly functionArn: string;
  /** One pattern for interfaces, subnets and security groups in the function's region. */
  readonly resourceArn: string;
}

/**
 * The interface's id is a wildcard: Lambda refuses a role that may delete only some interfaces.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
 */
const INTERFACE_ACTIONS = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:UnassignPrivateIpAddresses",
];

/** Lets Lambda attach functions to a VPC with their role, and keeps the functions' own code from doing the same. */
export function networkStatements(networks: readonly ForwarderNetwork[]): Statement[] {
  if (networks.length === 0) return [];
  return [
    {
      Sid: "ManageNetworkInterfaces",
      Effect: "Allow",
      Action: INTERFACE_ACTIONS,
      Resource: networks.map(({ resourceArn }) => resourceArn),
    },
    { Sid: "FindNetworkInterfaces", Effect: "Allow", Action: ACTIONS_WITHOUT_RESOURCES, Resource: "*" },
    {
      Sid: "NotFromTheFunctionsCode",
      Effect: "Deny",
      Action: [...INTERFACE_ACTIONS, ...ACTIONS_WITHOUT_RESOURCES],
      Resource: "*",
      Condition: {
        ArnEquals: {
          "lambda:SourceFunctionArn": [...new Set(networks.map(({ functionArn }) => functionArn))],
        },
      },
    },
  ];
}
