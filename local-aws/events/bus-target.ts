import { DescribeEventBusCommand, EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { parseArn } from "../../aws/arn";
import { clientSettings } from "../clients";
import { readRole, roleMay, trusts } from "../role-policies";
import { policyAllows } from "../policy-allows";
import { DeliveryRefusal } from "./refusal";

/** A hop from one bus to another: the rule that causes it, and the bus that it goes to. */
export interface Hop {
  readonly ruleArn: string;
  readonly busArn: string;
  /** The target's role. */
  readonly roleArn?: string;
}

/**
 * Checks a hop as EventBridge does: the bus exists, the target's role trusts EventBridge and may put events there, and
 * a bus in another account has a policy that allows the sender.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html
 * @throws DeliveryRefusal
 */
export async function checkHop(endpoint: string, { ruleArn, busArn, roleArn }: Hop): Promise<void> {
  const from = parseArn(ruleArn);
  const to = parseArn(busArn);
  if (from.partition !== to.partition)
    throw new DeliveryRefusal("NO_RESOURCE", `${busArn} is in another partition`);
  const policy = await busPolicy(endpoint, busArn);
  if (from.region === to.region && from.accountId === to.accountId && roleArn === undefined) return;
  const context = { "aws:sourcearn": ruleArn, "aws:sourceaccount": from.accountId };
  await checkRole(endpoint, { busArn, roleArn }, context);
  if (from.accountId === to.accountId) return;
  const principal = {
    kind: "AWS",
    name: roleArn ?? `arn:${from.partition}:iam::${from.accountId}:root`,
  } as const;
  if (!policyAllows(policy, { action: "events:PutEvents", resource: busArn, principal, context })) {
    throw new DeliveryRefusal(
      "NO_PERMISSIONS",
      `the policy of ${busArn} does not let account ${from.accountId} put events`,
    );
  }
}

async function checkRole(
  endpoint: string,
  { busArn, roleArn }: Pick<Hop, "busArn" | "roleArn">,
  context: Readonly<Record<string, string>>,
): Promise<void> {
  if (roleArn === undefined) throw new DeliveryRefusal("NO_PERMISSIONS", `the target ${busArn} has no role`);
  const role = await readRole(endpoint, roleArn);
  if (!role || !trusts(role, "events.amazonaws.com", context)) {
    throw new DeliveryRefusal("FAILED_TO_ASSUME_ROLE", `events.amazonaws.com cannot assume ${roleArn}`);
  }
  if (!roleMay(role, "events:PutEvents", busArn)) {
    throw new DeliveryRefusal("NO_PERMISSIONS", `${roleArn} may not put events on ${busArn}`);
  }
}

async function busPolicy(endpoint: string, busArn: string): Promise<string | undefined> {
  const { region, accountId, resource } = parseArn(busArn);
  const client = new EventBridgeClient(clientSettings(endpoint, accountId, region));
  const Name = resource.replace(/^event-bus\//, "");
  try {
    return (await client.send(new DescribeEventBusCommand({ Name }))).Policy;
  } catch (error) {
    if (error instanceof Error && error.name === "ResourceNotFoundException") {
      throw new DeliveryRefusal("NO_RESOURCE", `${busArn} does not exist`);
    }
    throw error;
  } finally {
    client.destroy();
  }
}
