import { isJsonObject, type Json } from "../../../aws/json";
import { ABSENT } from "../../../aws/policy/context";
import { listOf, textOf, type Asked } from "../asked";
import type { Beside } from "./beside";

/** The service that gets the role, and the roles in the request. */
const HANDED: Readonly<
  Record<string, readonly [service: string, roles: (asked: Asked) => readonly unknown[]]>
> = {
  "lambda:CreateFunction": ["lambda", (asked) => [textOf(asked, "Role")]],
  "lambda:UpdateFunctionConfiguration": ["lambda", (asked) => [textOf(asked, "Role")]],
  "events:PutRule": ["events", (asked) => [textOf(asked, "RoleArn")]],
  "events:PutTargets": ["events", (asked) => members(listOf(asked, "Targets"))],
  "scheduler:CreateSchedule": ["scheduler", (asked) => members([asked.parameters.Target])],
  "scheduler:UpdateSchedule": ["scheduler", (asked) => members([asked.parameters.Target])],
};

function members(targets: readonly unknown[]): readonly unknown[] {
  return (targets as Json[]).filter(isJsonObject).map(({ RoleArn }) => RoleArn);
}

/**
 * Who gives a role to a service has to be allowed to.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export const handing: Beside = (asked) => {
  const [service, rolesIn] = HANDED[`${asked.service}:${asked.operation}`] ?? [];
  const roles = rolesIn?.(asked).filter((role) => typeof role === "string" && role !== "") ?? [];
  return [...new Set(roles as string[])].map((resource) => ({
    action: "iam:PassRole",
    resource,
    context: { "iam:passedtoservice": `${service}.amazonaws.com`, "iam:associatedresourcearn": ABSENT },
  }));
};
