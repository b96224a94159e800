import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { Construct, type IConstruct } from "constructs";
import type { FindingQueue } from "../finding-queue/finding-queue";
import type { Placement } from "../placement";
import { resourcesOf } from "../resources-of";
import { environmentOf, type Delivery } from "./environment-of";
import { FUNCTION_TIMEOUT_SECONDS } from "./timing";

/** The function's zip: one build for every stack. */
export interface ForwarderCode {
  /** Relative to the stack's folder. */
  readonly path: string;
  readonly sha256Base64: string;
  /** File in the zip and its export, e.g. `index.handler`. */
  readonly handler: string;
}

/** How the function runs, which limits what it can cost. */
export interface ForwarderRuntime {
  readonly code: ForwarderCode;
  /** The processor architecture. China has no arm64. */
  readonly architecture: "arm64" | "x86_64";
  /** How many invocations the mapping may start at the same time, at least 2. */
  readonly maximumConcurrency: number;
  /**
   * How many concurrent invocations are reserved for this function.
   * @default none: AWS refuses it in accounts whose limit is 10 or 50
   */
  readonly reservedConcurrency?: number;
  readonly logRetentionDays: number;
  /**
   * Subnets and security groups, for a private relay or a fixed egress address.
   * @default Lambda's own network
   */
  readonly vpc?: { readonly subnetIds: readonly string[]; readonly securityGroupIds: readonly string[] };
}

/** One forwarder: its name, its settings, and the two queues that it uses. */
export interface FindingForwarderProps extends ForwarderRuntime {
  readonly placement: Placement;
  readonly functionName: string;
  readonly logGroupName: string;
  readonly roleArn: string;
  readonly delivery: Delivery;
  readonly queue: FindingQueue;
  /** The queue for messages that can never be delivered. The function sends them there itself. */
  readonly deadLetterQueue: FindingQueue;
  /**
   * The role, if it is in the same stack: the mapping polls the queue with it.
   * @default none: the role is in a stack that was applied before
   */
  readonly dependsOn?: readonly IConstruct[];
}

/** The most messages that an invocation gets, and how long Lambda waits to collect them. */
const BATCH_SIZE = 100;
const BATCHING_WINDOW_SECONDS = 5;
const MEMORY_MEGABYTES = 256;

/** The function that takes findings from a queue and delivers them to the log relay. */
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
      // Without this, Lambda makes the log group itself, and logs are kept for ever.
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

/** The function's settings that depend on no other resource in the stack. */
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
