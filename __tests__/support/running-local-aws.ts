import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient, type Message } from "@aws-sdk/client-sqs";
import { clientSettings } from "../../local-aws/clients";
import { findMoto } from "../../local-aws/moto/find-moto";
import { startLocalAws, type LocalAws } from "../../local-aws/start";
import { ROOT } from "./orgduty";

/** Node 22 as the tests install it. */
export const NODE22 = join(ROOT, "__tests__/support/node22/node_modules/node/bin/node");

/** Long enough for a machine that does other things as well: a test that passes does not wait for it. */
const LIMIT_MS = 60_000;

/** Starts a local AWS in a folder of its own; GuardDuty's delays are short. */
export function startForTest(): Promise<LocalAws> {
  const folder = mkdtempSync(join(tmpdir(), "local-aws-"));
  const delays = { autoEnableMs: 100, verificationMs: 100, firstDelegationMs: 10 };
  return startLocalAws({ folder, nodes: [NODE22], guardDuty: { delays } });
}

/** Says loudly that tests do not run without moto, and fails in CI. */
export async function motoIsThere(): Promise<boolean> {
  if (await findMoto(tmpdir())) return true;
  const message = 'DID NOT RUN: moto 5.2 is not installed (pip install "moto[server]==5.2.1")';
  if (process.env.CI) throw new Error(message);
  console.warn(message);
  return false;
}

/** Takes messages out of a queue until as many came, or gives back what came within the time. */
export async function receive(
  url: string,
  queueArn: string,
  count = 1,
  limitMs = LIMIT_MS,
): Promise<Message[]> {
  const [, , , region = "", accountId = "", name = ""] = queueArn.split(":");
  const client = new SQSClient(clientSettings(url, accountId, region));
  const QueueUrl = `${url}/${accountId}/${name}`;
  const messages: Message[] = [];
  for (const deadline = Date.now() + limitMs; messages.length < count && Date.now() < deadline;) {
    const command = new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ["All"],
    });
    const { Messages = [] } = await client.send(command);
    for (const { ReceiptHandle } of Messages)
      await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    messages.push(...Messages);
    if (messages.length < count) await sleep(50);
  }
  client.destroy();
  return messages;
}

/** Waits until something holds. @throws when it does not in time, saying what. */
export async function eventually(
  what: string,
  holds: () => Promise<boolean> | boolean,
  limitMs = LIMIT_MS,
): Promise<void> {
  for (const deadline = Date.now() + limitMs; !(await holds()); await sleep(50)) {
    if (Date.now() > deadline) throw new Error(`within ${limitMs / 1000} s not so: ${what}`);
  }
}
