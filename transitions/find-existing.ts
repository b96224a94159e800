import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  ListTagsForResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  GetDetectorCommand,
  GuardDutyClient,
  ListOrganizationAdminAccountsCommand,
} from "@aws-sdk/client-guardduty";
import { GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { GetFunctionCommand, LambdaClient, ListEventSourceMappingsCommand } from "@aws-sdk/client-lambda";
import { DescribeSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { makeClient } from "../aws-clients/make-client";
import type { Calls } from "../aws-clients/calls";
import { findDetectorId } from "../aws-clients/find-detector";
import type { ClientSettings } from "../aws-clients/sign-in";

/** What is looked for, by its planned attributes, and where. */
export interface Looking {
  readonly settings: ClientSettings;
  readonly calls: Calls;
  readonly planned: Readonly<Record<string, unknown>>;
}

/** What was found: its id for Terraform's import, and its tags. Undefined tags mean that its id already says whose it is. */
export interface Found {
  readonly id: string;
  readonly tags: Readonly<Record<string, string | undefined>> | undefined;
  /** When AWS made it. @default AWS does not say */
  readonly madeAt?: Date | undefined;
}

type Find = (looking: Looking) => Promise<Found | undefined>;

/**
 * How to find what a creation that was cut off left in AWS, for each type that cannot be created twice. Queues, rules,
 * targets, policies, alarms, members and features are not here: creating them again has the same result.
 */
const FINDS: Readonly<Record<string, Find>> = {
  aws_guardduty_detector: async ({ settings, calls }) => {
    const client = makeClient(GuardDutyClient, settings);
    const id = await findDetectorId(client, calls);
    if (id === undefined) return undefined;
    const { Tags = {}, CreatedAt } = await calls.make((options) =>
      client.send(new GetDetectorCommand({ DetectorId: id }), options),
    );
    return { id, tags: Tags, madeAt: CreatedAt === undefined ? undefined : new Date(CreatedAt) };
  },
  aws_guardduty_organization_admin_account: async ({ settings, calls, planned }) => {
    const client = makeClient(GuardDutyClient, settings);
    const { AdminAccounts = [] } = await calls.make((options) =>
      client.send(new ListOrganizationAdminAccountsCommand({}), options),
    );
    const id = String(planned.admin_account_id);
    return AdminAccounts.some(({ AdminAccountId }) => AdminAccountId === id)
      ? { id, tags: undefined }
      : undefined;
  },
  aws_cloudwatch_log_group: async ({ settings, calls, planned }) => {
    const id = String(planned.name);
    const client = makeClient(CloudWatchLogsClient, settings);
    const { logGroups = [] } = await calls.make((options) =>
      client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: id }), options),
    );
    const group = logGroups.find(({ logGroupName }) => logGroupName === id);
    const arn = group?.arn?.replace(/:\*$/, "");
    if (arn === undefined) return undefined;
    const { tags = {} } = await calls.make((options) =>
      client.send(new ListTagsForResourceCommand({ resourceArn: arn }), options),
    );
    return {
      ...{ id, tags },
      madeAt: group?.creationTime === undefined ? undefined : new Date(group.creationTime),
    };
  },
  aws_lambda_function: async ({ settings, calls, planned }) => {
    const id = String(planned.function_name);
    const command = new GetFunctionCommand({ FunctionName: id });
    const { Tags = {} } = await calls.make((options) =>
      makeClient(LambdaClient, settings).send(command, options),
    );
    return { id, tags: Tags };
  },
  aws_lambda_event_source_mapping: async ({ settings, calls, planned }) => {
    const command = new ListEventSourceMappingsCommand({
      FunctionName: String(planned.function_name),
      EventSourceArn: String(planned.event_source_arn),
    });
    const { EventSourceMappings = [] } = await calls.make((options) =>
      makeClient(LambdaClient, settings).send(command, options),
    );
    const [id] = EventSourceMappings.flatMap(({ UUID }) => UUID ?? []);
    // The function's name says whose it is.
    return id === undefined ? undefined : { id, tags: undefined };
  },
  aws_iam_role: async ({ settings, calls, planned }) => {
    const id = String(planned.name);
    const command = new GetRoleCommand({ RoleName: id });
    const { Role } = await calls.make((options) => makeClient(IAMClient, settings).send(command, options));
    return { id, tags: byKey(Role?.Tags), madeAt: Role?.CreateDate };
  },
  aws_secretsmanager_secret: async ({ settings, calls, planned }) => {
    const command = new DescribeSecretCommand({ SecretId: String(planned.name) });
    const { ARN, Tags, CreatedDate } = await calls.make((options) =>
      makeClient(SecretsManagerClient, settings).send(command, options),
    );
    return ARN === undefined ? undefined : { id: ARN, tags: byKey(Tags), madeAt: CreatedDate };
  },
};

function byKey(
  tags: readonly { readonly Key?: string; readonly Value?: string }[] = [],
): Record<string, string | undefined> {
  return Object.fromEntries(tags.map(({ Key = "", Value }) => [Key, Value]));
}

/** Errors that mean that there is none. */
const ABSENT = /^(ResourceNotFoundException|NoSuchEntity|NoSuchEntityException)$/;

/**
 * Finds what AWS has under a planned resource's name, and whether this config made it: its tags must have all that are
 * planned. Without tags in the config nobody can tell. Undefined if there is none.
 */
export async function findExisting(
  type: string,
  looking: Looking,
): Promise<{ readonly id: string; readonly isOurs: boolean; readonly madeAt: Date | undefined } | undefined> {
  const found = await FINDS[type]?.(looking).catch((error: unknown) => {
    if (error instanceof Error && ABSENT.test(error.name)) return undefined;
    throw error;
  });
  return found && { id: found.id, isOurs: isOurs(found, looking.planned), madeAt: found.madeAt };
}

function isOurs({ tags }: Found, { tags_all: all }: Looking["planned"]): boolean {
  if (tags === undefined) return true;
  const planned = Object.entries((all ?? {}) as Record<string, string>);
  return planned.length > 0 && planned.every(([key, value]) => tags[key] === value);
}
