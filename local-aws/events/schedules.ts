import { parseArn } from "../../aws/arn";
import { envelopeOf } from "./envelope";
import type { EventBuses } from "./event-buses";
import { rulesOf, type BusAddress } from "./rules";
import { firesAt, SCHEDULED_EVENT } from "./schedule";

/** Runs scheduled rules, which moto only stores. */
export class Schedules {
  private readonly buses = new Map<string, BusAddress>();

  constructor(
    private readonly endpoint: string,
    private readonly eventBuses: EventBuses,
  ) {}

  /** Remembers a bus that has a scheduled rule. */
  notice(bus: BusAddress): void {
    this.buses.set(`${bus.accountId}/${bus.region}`, bus);
  }

  /** Fires every enabled rule whose schedule includes this minute. */
  async tick(now: Date): Promise<void> {
    await Promise.all([...this.buses.values()].map((bus) => this.fireWhere(bus, now)));
  }

  /** Fires one rule at once, whatever its schedule says. @throws if there is no such rule */
  async fire(ruleArn: string): Promise<void> {
    const { accountId, region } = parseArn(ruleArn);
    const bus = { accountId, region, name: "default" };
    const rules = await rulesOf(this.endpoint, bus);
    const rule = rules.find(({ Arn }) => Arn === ruleArn);
    if (!rule) throw new Error(`no rule ${ruleArn}`);
    await this.eventBuses.run(bus, rule, scheduledEvent(bus, ruleArn, new Date()));
  }

  private async fireWhere(bus: BusAddress, now: Date): Promise<void> {
    const rules = await rulesOf(this.endpoint, bus);
    const due = rules.filter(
      ({ State, ScheduleExpression }) => State !== "DISABLED" && firesAt(ScheduleExpression ?? "", now),
    );
    await Promise.all(
      due.map((rule) => this.eventBuses.run(bus, rule, scheduledEvent(bus, rule.Arn ?? "", now))),
    );
  }
}

function scheduledEvent({ accountId, region }: BusAddress, ruleArn: string, time: Date) {
  return envelopeOf({ account: accountId, region, resources: [ruleArn], time, ...SCHEDULED_EVENT });
}
