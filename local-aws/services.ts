import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { checkBucketAndKey } from "./bucket-and-key";
import { Clock } from "./events/clock";
import { envelopeOf } from "./events/envelope";
import { EventBuses } from "./events/event-buses";
import { Schedules } from "./events/schedules";
import { GuardDutyService, type GuardDutyOptions } from "./guardduty/service";
import { Functions } from "./lambda/functions";
import { Mappings } from "./lambda/mappings";
import { OrganizationsView } from "./organizations/organizations-view";
import { Scheduler } from "./scheduler/scheduler";
import { createServiceLinkedRole } from "./service-linked-role";

/** How GuardDuty behaves: delays, throttling, e-mails, policies, the clock, and the file that keeps its state. */
export type GuardDutyBehaviour = Pick<
  GuardDutyOptions,
  "delays" | "emails" | "requestsPerSecond" | "throttledShare" | "policyOf" | "now" | "snapshotFile"
>;

/** What our own services are made with. */
export interface ServicesProps {
  /** The front door, through which our services reach everything else. */
  readonly url: string;
  readonly folder: string;
  readonly node: string | undefined;
  readonly guardDuty: GuardDutyBehaviour | undefined;
}

/** Our own services: delivery of events, functions, GuardDuty. */
export interface Services {
  readonly functions: Functions;
  readonly mappings: Mappings;
  readonly buses: EventBuses;
  readonly schedules: Schedules;
  readonly scheduler: Scheduler;
  /** Runs rules and schedules by the clock. */
  readonly clock: Clock;
  readonly guardDuty: GuardDutyService;
}

/**
 * Makes the services and connects them: a finding of GuardDuty becomes an event, a message in a queue wakes its
 * function.
 */
export function createServices({ url, folder, node, guardDuty }: ServicesProps): Services {
  const log = (text: string) =>
    appendFileSync(join(folder, "local-aws.log"), `${new Date().toISOString()} ${text}\n`);
  const functions = new Functions({ endpoint: url, node, folder });
  const mappings = new Mappings(url, functions, log);
  const buses = new EventBuses(url, (queueArn) => mappings.kick(queueArn), log);
  const organizations = new OrganizationsView(url);
  const service = new GuardDutyService({
    ...guardDuty,
    organizationOf: (accountId, partition) => organizations.organizationOf(accountId, partition),
    publishEvent: async (event) =>
      buses.publish({ accountId: event.account, region: event.region, name: "default" }, envelopeOf(event)),
    checkBucketAndKey: (check) => checkBucketAndKey(url, check),
    onDelegation: (management, administrator, partition) =>
      organizations.delegate(management, administrator, partition),
    onServiceLinkedRole: (accountId, principal, partition) =>
      createServiceLinkedRole(url, accountId, principal, partition),
  });
  service.load();
  const schedules = new Schedules(url, buses);
  const scheduler = new Scheduler(url, buses);
  const clock = new Clock([(now) => schedules.tick(now), (now) => scheduler.tick(now)], log);
  return { functions, mappings, buses, schedules, scheduler, clock, guardDuty: service };
}
