import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { EventBridgeClient, ListRulesCommand } from "@aws-sdk/client-eventbridge";
import {
  GuardDutyClient,
  ListDetectorsCommand,
  ListOrganizationAdminAccountsCommand,
} from "@aws-sdk/client-guardduty";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { ListSecretsCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { OrgdutyConfig } from "../../config/config";
import { partitionOf } from "../../aws/partitions";
import { clientSettings, type ClientSettings } from "../../local-aws/clients";
import { storedSchedules } from "../../local-aws/scheduler/stored-schedules";

/**
 * Asks AWS, not Terraform's states, what a config's administrators and management accounts still have in its regions.
 * AWS does not list a secret that is scheduled for deletion, so it does not count.
 * @returns one line for each resource, e.g. `us-east-1 222222222222: queue`
 */
export async function leftInAws(config: OrgdutyConfig, url: string): Promise<string[]> {
  const found = await Promise.all(
    config.regions.map(async (region) => {
      const { administratorAccountId, managementAccountId } = config.organizations[partitionOf(region)]!;
      const settings = (account: string) => clientSettings(url, account, region);
      const place = (account: string, kinds: string[]) =>
        kinds.map((kind) => `${region} ${account}: ${kind}`);
      return [
        ...place(administratorAccountId, await detectors(settings(administratorAccountId))),
        ...place(administratorAccountId, await pipeline(settings(administratorAccountId))),
        ...place(
          administratorAccountId,
          each("schedule", await storedSchedules(url, { accountId: administratorAccountId, region })),
        ),
        ...place(managementAccountId, await detectors(settings(managementAccountId))),
        ...place(managementAccountId, await delegations(settings(managementAccountId))),
      ];
    }),
  );
  return found.flat();
}

async function detectors(settings: ClientSettings): Promise<string[]> {
  const { DetectorIds } = await new GuardDutyClient(settings).send(new ListDetectorsCommand({}));
  return each("detector", DetectorIds);
}

async function delegations(settings: ClientSettings): Promise<string[]> {
  const command = new ListOrganizationAdminAccountsCommand({});
  return each("delegation", (await new GuardDutyClient(settings).send(command)).AdminAccounts);
}

/** The resources of the findings path. Nothing else lives in the demo's accounts, so everything found counts. */
async function pipeline(settings: ClientSettings): Promise<string[]> {
  const [queues, rules, functions, secrets, groups, alarms] = await Promise.all([
    new SQSClient(settings).send(new ListQueuesCommand({})),
    new EventBridgeClient(settings).send(new ListRulesCommand({})),
    new LambdaClient(settings).send(new ListFunctionsCommand({})),
    new SecretsManagerClient(settings).send(new ListSecretsCommand({})),
    new CloudWatchLogsClient(settings).send(new DescribeLogGroupsCommand({})),
    new CloudWatchClient(settings).send(new DescribeAlarmsCommand({})),
  ]);
  return [
    ...each("queue", queues.QueueUrls),
    ...each("rule", rules.Rules),
    ...each("function", functions.Functions),
    ...each("secret", secrets.SecretList),
    ...each("log group", groups.logGroups),
    ...each("alarm", alarms.MetricAlarms),
  ];
}

function each(kind: string, found: readonly unknown[] = []): string[] {
  return found.map(() => kind);
}
