import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { Construct, type IConstruct } from "constructs";
import type { FindingQueue } from "../finding-queue/finding-queue";
import type { Placement } from "../placement";
import { resourcesOf } from "../resources-of";
import { environmentOf, type Delivery } from "./environment-of";
import { FUNCTION_TIMEOUT_SECONDS } from "./timing";

/** The function's zip: built once, for every stack. */
export interface ForwarderCode {
  /** Relative to the stack's folder. */
  readonly path: string;
  readonly sha256Base64: string;
  /** File in the zip and export, e.g. `index.handler`. */
  readonly handler: string;
}

/** How the function runs, and how much it costs at most. */
export interface ForwarderRuntime {
  readonly code: ForwarderCode;
  /** China has no arm64. */
  readonly architecture: "arm64" | "x86_64";
  /** Invocations at a time that the mapping starts, at least 2. */
  readonly maximumConcurrency: number;
  /**
   * Invocations at a time that are set aside for this function.
   * @default none: accounts with a limit of 10 or 50 refuse it
   */
  readonly reservedConcurrency?: number;
  readonly logRetentionDays: number;
  /**
   * Subnets and security groups, for a private relay or a fixed egress address.
   * @default Lambda's own network
   */
  readonly vpc?: { readonly subnetIds: readonly string[]; readonly securityGroupIds: readonly string[] };
}

/** One forwarder: what it is called, what it delivers, and the two queues that it works with. */
export interface FindingForwarderProps extends ForwarderRuntime {
  readonly placement: Placement;
  readonly functionName: string;
  readonly logGroupName: string;
  readonly roleArn: string;
  readonly delivery: Delivery;
  readonly queue: FindingQueue;
  /** For messages that can never be delivered, which the function sends there itself. */
  readonly deadLetterQueue: FindingQueue;
  /**
   * The role, where it is part of the same stack: the mapping polls the queue with it.
   * @default nothing: the role is part of a stack that was applied before
   */
  readonly dependsOn?: readonly IConstruct[];
}

/** Messages an invocation gets at most, and how long Lambda waits for them to come together. */
const BATCH_SIZE = 100;
const BATCHING_WINDOW_SECONDS = 5;
const MEMORY_MEGABYTES = 256;

/** The function that takes findings off a queue and delivers them to the log relay. */
export class FindingForwarder extends Construct {
  constructor(scope: Construct, id: string, props: FindingForwarderProps) {
    super(scope, id);
    const { placement, delivery, queue, deadLetterQueue, dependsOn = [] } = props;
    const logGroup = new CloudwatchLogGroup(this, "log-group", {
      ...placement,
      name: props.logGroupName,
      retentionInDays: props.logRetentionDays,
    });
    const lambda = new LambdaFunction(this, "Resource", {
      ...placement,
      ...settingsOf(props),
      environment: { variables: environmentOf(delivery, queue.url, deadLetterQueue.url) },
      // Otherwise Lambda makes the log group itself, without a retention.
      dependsOn: [logGroup, ...resourcesOf(dependsOn)],
    });
    new LambdaEventSourceMapping(this, "mapping", {
      ...placement,
      eventSourceArn: queue.arn,
      functionName: lambda.functionName,
      enabled: true,
      batchSize: BATCH_SIZE,
      maximumBatchingWindowInSeconds: BATCHING_WINDOW_SECONDS,
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency: props.maximumConcurrency },
      dependsOn: resourcesOf([queue, deadLetterQueue, ...dependsOn]),
    });
  }
}

/** What of the function's settings depends on nothing else in the stack. */
function settingsOf({ functionName, roleArn, code, architecture, ...props }: FindingForwarderProps) {
  const { reservedConcurrency, vpc } = props;
  return {
    functionName,
    description: "Delivers GuardDuty findings to the log relay",
    role: roleArn,
    filename: code.path,
    sourceCodeHash: code.sha256Base64,
    handler: code.handler,
    runtime: "nodejs22.x",
    architectures: [architecture],
    memorySize: MEMORY_MEGABYTES,
    timeout: FUNCTION_TIMEOUT_SECONDS,
    ...(reservedConcurrency !== undefined && { reservedConcurrentExecutions: reservedConcurrency }),
    ...(vpc && {
      vpcConfig: { subnetIds: [...vpc.subnetIds], securityGroupIds: [...vpc.securityGroupIds] },
    }),
  };
}
