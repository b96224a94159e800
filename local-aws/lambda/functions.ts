import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  type FunctionConfiguration,
} from "@aws-sdk/client-lambda";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { parseArn } from "../../aws/arn";
import { clientSettings } from "../clients";
import { FunctionLog } from "./function-log";
import { FunctionProcess, type FunctionImage, type Outcome } from "./function-process";

/** What functions need of the machine. */
export interface FunctionsProps {
  readonly endpoint: string;
  /** Path of a Node 22 or later; undefined if there is none. */
  readonly node: string | undefined;
  /** Folder for unpacked code and logs. */
  readonly folder: string;
}

/** A function's settings that moto does not keep. */
export interface KeptSettings {
  /** The key that its environment is encrypted with; an empty text is none. */
  readonly KMSKeyArn?: string;
  /** moto keeps the one that a function was created with. */
  readonly Architectures?: readonly string[];
}

/** Deployed functions. They run the uploaded code with the deployed configuration. */
export class Functions {
  /** What moto leaves out of a function's configuration, or does not change with it, by ARN of the function. */
  readonly settings = new Map<string, KeptSettings>();
  private readonly code = new Map<string, Buffer>();
  private readonly warm = new Map<string, Promise<FunctionProcess>>();
  private readonly logs = new Map<string, FunctionLog>();
  private readonly processes = new Set<FunctionProcess>();
  private stopping = false;

  constructor(private readonly props: FunctionsProps) {}

  /** Stores code that has just been uploaded. */
  upload(arn: string, zip: Buffer): void {
    this.code.set(arn, zip);
    this.cool(arn);
  }

  /** Ends the warm instance, because code or configuration has changed. */
  cool(arn: string): void {
    void this.warm.get(arn)?.then(
      (running) => running.stop(),
      () => undefined,
    );
    this.warm.delete(arn);
  }

  /** Runs a function's handler with an event. @throws if the function cannot be started, with the reason */
  async invoke(arn: string, event: unknown): Promise<Outcome> {
    let running = await this.warm.get(arn);
    if (!running?.isAlive) {
      const starting = this.start(arn);
      this.warm.set(arn, starting);
      starting.catch(() => this.warm.delete(arn));
      running = await starting;
    }
    const outcome = await running.invoke(event);
    void this.logs.get(arn)?.ship();
    return outcome;
  }

  /** Ends every instance and starts no more. @returns once their processes are gone */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all([...this.processes].map((running) => running.stop()));
  }

  private async start(arn: string): Promise<FunctionProcess> {
    const { node, folder } = this.props;
    if (node === undefined)
      throw new Error("functions need Node 22: install it and name it with ORGDUTY_LAMBDA_NODE");
    const zip = this.code.get(arn);
    if (zip === undefined) throw new Error(`the code of ${arn} was not uploaded here`);
    const { accountId, region } = parseArn(arn);
    const configuration = await this.configuration(arn);
    const place = mkdtempSync(join(folder, `${configuration.FunctionName}-${region}-${accountId}-`));
    this.logs.set(arn, new FunctionLog(this.props.endpoint, arn, place));
    const image = await this.image(configuration, zip);
    if (this.stopping) throw new Error("the local AWS stops");
    const started = new FunctionProcess(node, image, place);
    this.processes.add(started);
    void started.ended.then(() => this.processes.delete(started));
    return started;
  }

  private async configuration(arn: string): Promise<FunctionConfiguration> {
    const { accountId, region, resource } = parseArn(arn);
    const client = new LambdaClient(clientSettings(this.props.endpoint, accountId, region));
    const FunctionName = resource.replace(/^function:/, "");
    return client.send(new GetFunctionConfigurationCommand({ FunctionName })).finally(() => client.destroy());
  }

  private async image(configuration: FunctionConfiguration, zip: Buffer): Promise<FunctionImage> {
    const {
      FunctionName = "",
      FunctionArn = "",
      Handler = "",
      Timeout = 3,
      MemorySize = 128,
    } = configuration;
    const { region } = parseArn(FunctionArn);
    return {
      name: FunctionName,
      arn: FunctionArn,
      zip,
      handler: Handler,
      timeoutSeconds: Timeout,
      memoryMegabytes: MemorySize,
      environment: {
        ...configuration.Environment?.Variables,
        ...(await this.credentials(configuration.Role ?? "", region, FunctionName)),
        AWS_ENDPOINT_URL: this.props.endpoint,
        AWS_REGION: region,
        AWS_DEFAULT_REGION: region,
        AWS_EXECUTION_ENV: `AWS_Lambda_${configuration.Runtime}`,
        AWS_LAMBDA_FUNCTION_NAME: FunctionName,
        AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MemorySize),
        TZ: ":UTC",
      },
    };
  }

  private async credentials(
    RoleArn: string,
    region: string,
    RoleSessionName: string,
  ): Promise<Record<string, string>> {
    const client = new STSClient(clientSettings(this.props.endpoint, parseArn(RoleArn).accountId, region));
    const answer = await client
      .send(new AssumeRoleCommand({ RoleArn, RoleSessionName }))
      .finally(() => client.destroy());
    const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = answer.Credentials ?? {};
    return {
      AWS_ACCESS_KEY_ID: AccessKeyId,
      AWS_SECRET_ACCESS_KEY: SecretAccessKey,
      AWS_SESSION_TOKEN: SessionToken,
    };
  }
}
