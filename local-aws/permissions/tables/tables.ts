import { CLOUDWATCH } from "./cloudwatch";
import { EC2 } from "./ec2";
import { EVENTS } from "./events";
import { GUARDDUTY } from "./guardduty";
import { IAM } from "./iam";
import { KMS } from "./kms";
import { LAMBDA } from "./lambda";
import { LOGS } from "./logs";
import { ORGANIZATIONS } from "./organizations";
import { S3 } from "./s3";
import { SCHEDULER } from "./scheduler";
import { SECRETS_MANAGER } from "./secretsmanager";
import { SQS } from "./sqs";
import { STS } from "./sts";
import type { ServiceTable } from "./table";

/** A table a service, by the name of the service in AWS's models and in its actions. */
export const TABLES: Readonly<Record<string, ServiceTable>> = {
  cloudwatch: CLOUDWATCH,
  ec2: EC2,
  events: EVENTS,
  guardduty: GUARDDUTY,
  iam: IAM,
  kms: KMS,
  lambda: LAMBDA,
  logs: LOGS,
  organizations: ORGANIZATIONS,
  s3: S3,
  scheduler: SCHEDULER,
  secretsmanager: SECRETS_MANAGER,
  sqs: SQS,
  sts: STS,
};
