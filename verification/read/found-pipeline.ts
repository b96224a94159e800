import type { Read } from "../../aws-clients/attempts";

/** Where a rule sends events. */
export interface FoundTarget {
  readonly arn: string;
  readonly deadLetterQueueArn?: string;
  /** What it sends in place of the event: absent where that is the event itself. */
  readonly input?: string;
}

/** A rule as EventBridge has it. */
export interface FoundRule {
  readonly enabled: boolean;
  /** Parsed. */
  readonly pattern?: unknown;
  readonly scheduleExpression?: string;
  readonly targets: readonly FoundTarget[];
}

/** A queue as SQS has it. */
export interface FoundQueue {
  readonly policy?: string;
  /** Where its failed messages go. */
  readonly deadLetterQueueArn?: string;
  /** Messages in it, those being worked on included: approximately, as SQS counts. */
  readonly messages: number;
  /** Milliseconds since 1970. */
  readonly createdAt?: number;
}

/** What hands the queue's messages to the function. */
export interface FoundMapping {
  readonly state: string;
  /** Patterns: Lambda deletes a message that matches none of them. */
  readonly filters: readonly string[];
  /** Without `ReportBatchItemFailures` a part of a batch that failed counts as delivered. */
  readonly responseTypes: readonly string[];
  readonly maximumConcurrency?: number;
}

/** An alarm as CloudWatch has it. */
export interface FoundAlarm {
  readonly name: string;
  readonly actionsEnabled: boolean;
  /** ARNs. */
  readonly actions: readonly string[];
}

/** The forwarder as Lambda has it. */
export interface FoundDelivery {
  readonly function?: Read<{
    readonly state: string;
    readonly environment: Readonly<Record<string, string>>;
    /** Invocations at a time that are set aside for it, and the most that it gets. */
    readonly reservedConcurrency?: number;
  }>;
  readonly mapping?: Read<FoundMapping>;
  /** ARNs of other functions that take messages off the same queue. */
  readonly otherConsumers?: readonly string[];
  /** Absent where the relay needs no secret. */
  readonly secret?: Read<"present" | "empty" | "missing">;
  /** ISO 8601; absent where CloudWatch knows of none in the last days. */
  readonly lastDeliveryAt?: Read<string>;
}

/** The findings' way through one region as it is; what is missing is undefined. */
export interface FoundPipeline {
  readonly rules: Readonly<Record<string, Read<FoundRule | undefined>>>;
  readonly queues: Readonly<Record<string, Read<FoundQueue | undefined>>>;
  readonly delivery: FoundDelivery;
  /** Policy of the hub's bus; "" where it has none, UNREAD where it was not to be had. */
  readonly busPolicy?: string;
  /** Policies of customer keys, by ARN; UNREAD where one was not to be had. */
  readonly keyPolicies: Readonly<Record<string, string | undefined>>;
  /** Those of the wanted alarms that are there. */
  readonly alarms: Read<readonly FoundAlarm[]>;
}
