import { parseArn } from "../../aws/arn";
import { busAddress } from "../events/rules";
import type { EventBuses } from "../events/event-buses";
import { DeliveryRefusal } from "../events/refusal";
import { firesAt } from "../events/schedule";
import { eventOf } from "./put-event";
import { storedSchedules, type SchedulerPlace, type StoredSchedule } from "./stored-schedules";

/** Runs the schedules of EventBridge Scheduler, which moto only stores. Their targets are buses. */
export class Scheduler {
  private readonly places = new Map<string, SchedulerPlace>();

  constructor(
    private readonly endpoint: string,
    private readonly buses: EventBuses,
  ) {}

  /** Remembers an account and region that has a schedule. */
  notice(place: SchedulerPlace): void {
    this.places.set(`${place.accountId}/${place.region}`, place);
  }

  /** Fires every enabled schedule that includes this minute. Rates count from 1970, and in AWS from the schedule's making. */
  async tick(now: Date): Promise<void> {
    const found = await Promise.all(
      [...this.places.values()].map((place) => storedSchedules(this.endpoint, place)),
    );
    const due = found.flat().filter(({ ScheduleExpression }) => firesAt(ScheduleExpression, now));
    await Promise.all(due.map((schedule) => this.run(schedule)));
  }

  /** Fires one schedule at once, whatever its expression says, if it is enabled. @throws if there is no such schedule */
  async fire(scheduleArn: string): Promise<void> {
    const { accountId, region } = parseArn(scheduleArn);
    const schedules = await storedSchedules(this.endpoint, { accountId, region });
    const schedule = schedules.find(({ Arn }) => Arn === scheduleArn);
    if (!schedule) throw new Error(`no schedule ${scheduleArn}`);
    await this.run(schedule);
  }

  private async run(schedule: StoredSchedule): Promise<void> {
    const { Arn, State, Target } = schedule;
    if (State === "DISABLED") return;
    try {
      this.buses.publish(busAddress(Target.Arn), await eventOf(this.endpoint, schedule));
    } catch (error) {
      if (!(error instanceof DeliveryRefusal)) throw error;
      this.buses.note({
        ...{ eventId: "", ruleArn: Arn, targetArn: Target.Arn, outcome: "lost", retries: 0 },
        ...{ errorCode: error.code, error: error.message },
      });
    }
  }
}
