import type { Rule, Target } from "@aws-sdk/client-eventbridge";
import { parseArn } from "../../aws/arn";
import { checkHop } from "./bus-target";
import { deliver, type DeliveryRecord } from "./delivery";
import type { Envelope } from "./envelope";
import { isJsonObject, type Json, type JsonObject } from "../../aws/json";
import { matchesPattern } from "../../aws/event-pattern/pattern";
import { sendToQueue } from "./queue-target";
import { DeliveryRefusal } from "./refusal";
import { busAddress, rulesOf, targetsOf, type BusAddress } from "./rules";
import { targetInput } from "./target-input";

/** A rule's target and the event meant for it. */
interface Errand {
  readonly event: Envelope;
  readonly rule: Rule;
  readonly target: Target;
  /** Whether the event came from another bus: EventBridge forwards an event only once. */
  readonly forwarded: boolean;
}

/** All event buses. Rules and targets are read from moto for every event; deliveries are our own. */
export class EventBuses {
  /** The latest deliveries, newest last. */
  readonly records: DeliveryRecord[] = [];
  private readonly faults = new Map<string, number>();
  private readonly stopping = new AbortController();

  /** @param onQueue called with the ARN of a queue that has just received something. */
  constructor(
    private readonly endpoint: string,
    private readonly onQueue: (queueArn: string) => void,
    private readonly log: (text: string) => void,
  ) {}

  /** Takes an event and delivers it in the background: a publisher does not wait for delivery. */
  publish(bus: BusAddress, event: Envelope, forwarded = false): void {
    this.accept(bus, event, forwarded).catch((error: unknown) => {
      if (!this.stopping.signal.aborted) this.log(`event ${event.id}: ${String(error)}`);
    });
  }

  /** Stops all retries. */
  stop(): void {
    this.stopping.abort();
  }

  /** Makes the next `times` attempts at a target fail as throttled, to rehearse retries. */
  throttle(targetArn: string, times: number): void {
    this.faults.set(targetArn, times);
  }

  /** Keeps the result of a delivery. */
  note(record: DeliveryRecord): void {
    this.records.push(record);
    this.records.splice(0, this.records.length - 1000);
  }

  private async accept(bus: BusAddress, event: Envelope, forwarded: boolean): Promise<void> {
    const rules = (await rulesOf(this.endpoint, bus)).filter((rule) => isMatch(rule, event));
    await Promise.all(rules.map((rule) => this.run(bus, rule, event, forwarded)));
  }

  /** Delivers to the targets of one rule, whatever its pattern, for a schedule. */
  async run(bus: BusAddress, rule: Rule, event: Envelope, forwarded = false): Promise<void> {
    const targets = await targetsOf(this.endpoint, bus, rule);
    await Promise.all(targets.map((target) => this.deliver({ event, rule, target, forwarded })));
  }

  private async deliver(errand: Errand): Promise<void> {
    const { event, rule, target } = errand;
    const attempt = () => this.attempt(errand);
    const record = await deliver({
      endpoint: this.endpoint,
      event,
      ruleArn: rule.Arn ?? "",
      target,
      attempt,
      signal: this.stopping.signal,
    });
    this.note(record);
  }

  private async attempt({ event, rule, target, forwarded }: Errand): Promise<void> {
    const targetArn = target.Arn ?? "";
    const ruleArn = rule.Arn ?? "";
    this.failOnRequest(targetArn);
    const { service } = parseArn(targetArn);
    if (service === "sqs") {
      const messageGroupId = target.SqsParameters?.MessageGroupId;
      await sendToQueue(this.endpoint, {
        queueArn: targetArn,
        ruleArn,
        body: targetInput(target, event),
        messageGroupId,
      });
      this.onQueue(targetArn);
    } else if (service === "events") {
      if (forwarded)
        throw new DeliveryRefusal("THIRD_REGION_HOP_DETECTED", `${event.id} was forwarded once already`);
      await checkHop(this.endpoint, { ruleArn, busArn: targetArn, roleArn: target.RoleArn });
      this.publish(busAddress(targetArn), event, true);
    } else {
      throw new DeliveryRefusal("INVALID_PARAMETER", `the local AWS does not deliver to ${targetArn}`);
    }
  }

  private failOnRequest(targetArn: string): void {
    const left = this.faults.get(targetArn) ?? 0;
    if (left === 0) return;
    this.faults.set(targetArn, left - 1);
    throw new DeliveryRefusal("THROTTLING", `${targetArn} is throttled`);
  }
}

function isMatch({ State, EventPattern }: Rule, event: Envelope): boolean {
  if (State === "DISABLED" || EventPattern === undefined || EventPattern === "") return false;
  const pattern = JSON.parse(EventPattern) as Json;
  return isJsonObject(pattern) && matchesPattern(pattern, event as unknown as JsonObject);
}
