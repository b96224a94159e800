import { setTimeout as sleep } from "node:timers/promises";
import {
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from "@aws-sdk/client-lambda";
import { clientSettings } from "../../../local-aws/clients";
import type { LivingDeployment } from "./deployment";

/** A moment of an apply: what it has just said, and how long after that. */
export interface Moment {
  readonly name: string;
  readonly said: RegExp;
  /** @default at once */
  readonly afterMs?: number;
}

/**
 * Plans and applies, and kills the apply at a moment with a signal that nothing can catch.
 * @returns what it had said. If it ended by itself, `isKilled` is false
 */
export async function killedAt(
  deployment: LivingDeployment,
  { said, afterMs = 0 }: Moment,
): Promise<{ readonly isKilled: boolean; readonly text: string }> {
  await deployment.plan();
  const { child, ended } = deployment.orgduty.start("apply", "--out", deployment.plans, "--yes");
  let text = "";
  child.stderr!.on("data", (chunk: Buffer) => {
    const before = said.test(text);
    text += chunk.toString();
    if (!before && said.test(text)) void sleep(afterMs).then(() => child.kill("SIGKILL"));
  });
  const { code, stderr } = await ended;
  return { isKilled: code === null, text: stderr };
}

/** Stops a region's functions from taking findings, as losing their role's permission does: they wait in their queue. */
export async function stall(url: string, account: string, region: string): Promise<void> {
  const lambda = new LambdaClient(clientSettings(url, account, region));
  const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand({}));
  for (const { UUID } of EventSourceMappings)
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
  lambda.destroy();
}
