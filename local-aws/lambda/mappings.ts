import { GetFunctionConfigurationCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { parseArn } from "../../aws/arn";
import { clientSettings } from "../clients";
import { readRole, roleMay, trusts } from "../role-policies";
import type { Functions } from "./functions";
import { newMapping, updated, type Mapping, type MappingRequest } from "./mapping";
import { Poller } from "./poller";

/** A request that Lambda refuses: its error type and text. */
export class LambdaRefusal extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    message: string,
  ) {
    super(message);
    this.name = "LambdaRefusal";
  }
}

const POLLING_ACTIONS = ["ReceiveMessage", "DeleteMessage", "GetQueueAttributes"] as const;

/** Event source mappings. They are our own, because moto would run the function, and only in a container. */
export class Mappings {
  private readonly mappings = new Map<string, Mapping>();
  private readonly pollers = new Map<string, Poller>();
  readonly tags = new Map<string, Record<string, string>>();

  constructor(
    private readonly endpoint: string,
    private readonly functions: Functions,
    private readonly log: (text: string) => void,
  ) {}

  all(): Mapping[] {
    return [...this.mappings.values()];
  }

  get(uuid: string): Mapping {
    const mapping = this.mappings.get(uuid);
    if (mapping) return mapping;
    throw new LambdaRefusal(404, "ResourceNotFoundException", "The resource you requested does not exist.");
  }

  async create(functionArn: string, request: MappingRequest): Promise<Mapping> {
    const mapping = newMapping(functionArn, request);
    const same = this.all().find(
      ({ EventSourceArn, FunctionArn }) =>
        EventSourceArn === mapping.EventSourceArn && FunctionArn === functionArn,
    );
    if (same) {
      const text = `An event source mapping with event source arn (" ${same.EventSourceArn} ") and function (" ${functionArn} ") already exists. Please update or delete the existing mapping with UUID ${same.UUID}`;
      throw new LambdaRefusal(409, "ResourceConflictException", text);
    }
    await this.check(mapping);
    this.tags.set(mapping.EventSourceMappingArn, { ...request.Tags });
    return this.put(mapping);
  }

  update(uuid: string, functionArn: string | undefined, request: MappingRequest): Mapping {
    const mapping = this.get(uuid);
    return this.put(updated(mapping, functionArn ?? mapping.FunctionArn, request));
  }

  delete(uuid: string): Mapping {
    const mapping = this.get(uuid);
    this.mappings.delete(uuid);
    this.tags.delete(mapping.EventSourceMappingArn);
    this.stopPoller(uuid);
    return mapping;
  }

  /** Wakes the mappings of a queue that received something. */
  kick(queueArn: string): void {
    for (const { UUID } of this.all().filter(({ EventSourceArn }) => EventSourceArn === queueArn)) {
      this.pollers.get(UUID)?.kick();
    }
  }

  stop(): void {
    for (const uuid of [...this.pollers.keys()]) this.stopPoller(uuid);
  }

  private put(mapping: Mapping): Mapping {
    this.stopPoller(mapping.UUID);
    this.mappings.set(mapping.UUID, mapping);
    if (mapping.State === "Enabled") {
      this.pollers.set(mapping.UUID, new Poller(this.endpoint, mapping, this.functions, this.log));
    }
    return mapping;
  }

  private stopPoller(uuid: string): void {
    this.pollers.get(uuid)?.stop();
    this.pollers.delete(uuid);
  }

  /** What Lambda checks before it polls. Source: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
  private async check({ EventSourceArn, FunctionArn, ScalingConfig }: Mapping): Promise<void> {
    const concurrency = ScalingConfig?.MaximumConcurrency;
    if (concurrency !== undefined && concurrency < 2) {
      throw invalid("MaximumConcurrency must be at least 2");
    }
    const { Role = "", Timeout = 3 } = await this.functionConfiguration(FunctionArn);
    const role = await readRole(this.endpoint, Role);
    if (!role || !trusts(role, "lambda.amazonaws.com")) {
      throw invalid("The role defined for the function cannot be assumed by Lambda.");
    }
    const missing = POLLING_ACTIONS.find((action) => !roleMay(role, `sqs:${action}`, EventSourceArn));
    if (missing)
      throw invalid(`The provided execution role does not have permissions to call ${missing} on SQS`);
    const visibility = await this.visibilityTimeout(EventSourceArn);
    if (visibility < Timeout) {
      throw invalid(
        `Queue visibility timeout: ${visibility} seconds is less than Function timeout: ${Timeout} seconds`,
      );
    }
  }

  private async functionConfiguration(arn: string) {
    const { accountId, region, resource } = parseArn(arn);
    const client = new LambdaClient(clientSettings(this.endpoint, accountId, region));
    const FunctionName = resource.replace(/^function:/, "");
    return client.send(new GetFunctionConfigurationCommand({ FunctionName })).finally(() => client.destroy());
  }

  private async visibilityTimeout(queueArn: string): Promise<number> {
    const { accountId, region, resource } = parseArn(queueArn);
    const client = new SQSClient(clientSettings(this.endpoint, accountId, region));
    const QueueUrl = `${this.endpoint}/${accountId}/${resource}`;
    const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["VisibilityTimeout"] });
    const { Attributes } = await client
      .send(command)
      .catch(() => {
        throw invalid("The queue provided in the event source mapping does not exist.");
      })
      .finally(() => client.destroy());
    return Number(Attributes?.VisibilityTimeout ?? 30);
  }
}

function invalid(message: string): LambdaRefusal {
  return new LambdaRefusal(400, "InvalidParameterValueException", message);
}
