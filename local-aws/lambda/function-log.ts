import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { basename } from "node:path";
import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { parseArn } from "../../aws/arn";
import { clientSettings } from "../clients";
import { metricsIn } from "./metric-lines";

/**
 * Copies the output of a function's instance to its log group, as Lambda does. If the group does not exist, nothing is
 * copied: the roles of our functions may not create one.
 */
export class FunctionLog {
  private shipped = 0;
  private streamMade = false;
  private readonly client: CloudWatchLogsClient;
  private readonly metrics: CloudWatchClient;
  private readonly names: { readonly logGroupName: string; readonly logStreamName: string };

  /** @param folder the instance's folder: it holds `function.log`, and the stream has its name */
  constructor(
    endpoint: string,
    functionArn: string,
    private readonly folder: string,
  ) {
    const { accountId, region, resource } = parseArn(functionArn);
    this.client = new CloudWatchLogsClient(clientSettings(endpoint, accountId, region));
    this.metrics = new CloudWatchClient(clientSettings(endpoint, accountId, region));
    const logGroupName = `/aws/lambda/${resource.replace(/^function:/, "")}`;
    this.names = { logGroupName, logStreamName: `[$LATEST]${basename(folder)}` };
  }

  /** Copies the output since the last time. @throws nothing, because a function must not fail because of its log */
  async ship(): Promise<void> {
    const lines = this.unshipped()
      .split("\n")
      .filter((line) => line !== "");
    if (lines.length === 0) return;
    try {
      if (!this.streamMade) await this.client.send(new CreateLogStreamCommand(this.names));
      this.streamMade = true;
      const timestamp = Date.now();
      const logEvents = lines.map((message) => ({ message, timestamp }));
      await this.client.send(new PutLogEventsCommand({ ...this.names, logEvents }));
      for (const metrics of lines.flatMap(metricsIn))
        await this.metrics.send(new PutMetricDataCommand(metrics));
    } catch {
      // The log group is gone, or the local AWS is stopping. function.log still has everything.
    }
  }

  private unshipped(): string {
    const log = openSync(`${this.folder}/function.log`, "r");
    try {
      const fresh = Buffer.alloc(fstatSync(log).size - this.shipped);
      this.shipped += readSync(log, fresh, 0, fresh.length, this.shipped);
      return fresh.toString("utf8");
    } finally {
      closeSync(log);
    }
  }
}
