/** A rule as EventBridge has it. */
export interface FoundRule {
  readonly enabled: boolean;
  /** Parsed. */
  readonly pattern?: unknown;
  readonly scheduleExpression?: string;
  readonly targets: readonly { readonly arn: string; readonly deadLetterQueueArn?: string }[];
}

/** A queue as SQS has it. */
export interface FoundQueue {
  readonly policy?: string;
  /** Where its failed messages go. */
  readonly deadLetterQueueArn?: string;
  /** Messages in it, those being worked on included: approximately, as SQS counts. */
  readonly messages: number;
}

/** The forwarder as Lambda has it. */
export interface FoundDelivery {
  readonly function?: {
    readonly state: string;
    readonly environment: Readonly<Record<string, string>>;
  };
  /** State of the mapping from the queue to the function. */
  readonly mappingState?: string;
  /** Absent where the relay needs no secret. */
  readonly secret?: "present" | "empty" | "missing";
  /** ISO 8601; absent where CloudWatch knows of none in the last days, or was not to be asked. */
  readonly lastDeliveryAt?: string;
}

/** The findings' way through one region as it is; what is missing is undefined. */
export interface FoundPipeline {
  readonly rules: Readonly<Record<string, FoundRule | undefined>>;
  readonly queues: Readonly<Record<string, FoundQueue | undefined>>;
  readonly delivery: FoundDelivery;
  /** Policy of the hub's bus; "" where it has none. */
  readonly busPolicy?: string;
  /** Policies of customer keys, by ARN. */
  readonly keyPolicies: Readonly<Record<string, string | undefined>>;
}
