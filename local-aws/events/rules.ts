import {
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  type Rule,
  type Target,
} from "@aws-sdk/client-eventbridge";
import { parseArn } from "../../aws/arn";
import { clientSettings } from "../clients";

/** A bus, and the account and region that it is in. */
export interface BusAddress {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
}

/** Finds the bus that an ARN names. */
export function busAddress(arn: string): BusAddress {
  const { accountId, region, resource } = parseArn(arn);
  return { accountId, region, name: resource.replace(/^event-bus\//, "") };
}

/** Every rule on a bus, as moto has it at this moment. */
export async function rulesOf(endpoint: string, { accountId, region, name }: BusAddress): Promise<Rule[]> {
  const client = new EventBridgeClient(clientSettings(endpoint, accountId, region));
  const rules: Rule[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListRulesCommand({ EventBusName: name, NextToken }));
    rules.push(...(page.Rules ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  client.destroy();
  return rules;
}

/** The targets of a rule. */
export async function targetsOf(endpoint: string, bus: BusAddress, rule: Rule): Promise<Target[]> {
  const client = new EventBridgeClient(clientSettings(endpoint, bus.accountId, bus.region));
  const command = new ListTargetsByRuleCommand({ Rule: rule.Name, EventBusName: bus.name });
  return client
    .send(command)
    .then(({ Targets }) => Targets ?? [])
    .finally(() => client.destroy());
}
