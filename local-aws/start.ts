import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { checkBucketAndKey } from "./bucket-and-key";
import { controlAnswers, type Control } from "./control";
import { envelopeOf } from "./events/envelope";
import { EventBuses } from "./events/event-buses";
import { eventsService } from "./events/events-service";
import { Schedules } from "./events/schedules";
import { Callers } from "./front-door/callers";
import type { Interceptor } from "./front-door/exchange";
import { FrontDoor } from "./front-door/front-door";
import { guardDutyService } from "./front-door/guardduty-service";
import { MotoGateway } from "./front-door/moto-gateway";
import { queueService } from "./front-door/queue-service";
import { tokenService } from "./front-door/token-service";
import { GuardDutyService, type GuardDutyOptions } from "./guardduty/service";
import { findNode } from "./lambda/find-node";
import { Functions } from "./lambda/functions";
import { lambdaService } from "./lambda/lambda-service";
import { Mappings } from "./lambda/mappings";
import { findMoto, installMoto } from "./moto/find-moto";
import { freePort } from "./moto/free-port";
import { startMoto, type MotoProcess } from "./moto/moto-process";
import { Aliases } from "./organizations/aliases";
import { organizationsService } from "./organizations/organizations-service";
import { OrganizationsView } from "./organizations/organizations-view";
import { seed } from "./organizations/seed";
import type { Partition } from "./partitions";

/** How to start a local AWS. */
export interface LocalAwsOptions {
  /** Where logs, function code and, where none is installed, a virtual environment with moto go. */
  readonly folder: string;
  /** @default any free port */
  readonly port?: number;
  /** Paths of Node 22 binaries to run functions with, the first that works. @default this process's own Node */
  readonly nodes?: readonly string[];
  /** How GuardDuty behaves: delays, throttling, e-mails. */
  readonly guardDuty?: Pick<
    GuardDutyOptions,
    "delays" | "emails" | "requestsPerSecond" | "throttledShare" | "organizationCacheMs" | "now"
  >;
}

/** A running local AWS. */
export interface LocalAws extends Control {
  /** The endpoint of every service, account and region. */
  readonly url: string;
  /** Ends it and everything it started. */
  stop(): Promise<void>;
}

/**
 * Starts an AWS on one loopback port: moto for nearly everything, GuardDuty and the delivery of events of our own.
 * @throws MotoMissingError where moto is neither found nor can be installed.
 */
export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  const { folder } = options;
  mkdirSync(folder, { recursive: true });
  const moto = await startMoto(
    (await findMoto(folder)) ?? (await installMoto(folder)),
    join(folder, "moto.log"),
  );
  try {
    return await openFrontDoor(options, moto);
  } catch (error) {
    await moto.stop();
    throw error;
  }
}

async function openFrontDoor(options: LocalAwsOptions, moto: MotoProcess): Promise<LocalAws> {
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const gateway = new MotoGateway(moto.port);
  const callers = new Callers();
  const aliases: Record<Partition, Aliases> = { aws: new Aliases(), "aws-cn": new Aliases() };
  const services = await startServices(url, options);
  const { buses, schedules, functions, mappings, guardDuty } = services;
  const interceptors = new Map<string, Interceptor>([
    ["sts", tokenService(gateway, callers)],
    ["organizations", organizationsService(gateway, (partition) => aliases[partition])],
    ["sqs", queueService(gateway)],
    ["events", eventsService(buses, schedules)],
    ["lambda", lambdaService(gateway, functions, mappings)],
    ["guardduty", guardDutyService(guardDuty)],
  ]);
  const control: Control = {
    seed: async (organization) => {
      callers.setManagementAccount(organization.partition, organization.managementAccountId);
      await seed(url, aliases[organization.partition], organization);
    },
    deliveries: () => buses.records,
    fire: (ruleArn) => schedules.fire(ruleArn),
    throttle: (targetArn, times) => buses.throttle(targetArn, times),
  };
  const door = new FrontDoor({ moto: gateway, callers, interceptors, control: controlAnswers(control) });
  await door.listen(port);
  schedules.start();
  const stop = async () => {
    schedules.stop();
    buses.stop();
    mappings.stop();
    functions.stop();
    await door.close();
    await moto.stop();
  };
  return { ...control, url, stop };
}

/** The services of our own, which speak to everything else through the front door. */
async function startServices(url: string, { folder, nodes = [], guardDuty }: LocalAwsOptions) {
  const log = (text: string) =>
    appendFileSync(join(folder, "local-aws.log"), `${new Date().toISOString()} ${text}\n`);
  const functions = new Functions({ endpoint: url, node: await findNode(nodes), folder });
  const mappings = new Mappings(url, functions, log);
  const buses: EventBuses = new EventBuses(url, (queueArn) => mappings.kick(queueArn), log);
  const organizations = new OrganizationsView(url);
  const service = new GuardDutyService({
    ...guardDuty,
    organizationOf: (accountId, partition) => organizations.organizationOf(accountId, partition),
    publishEvent: async (event) =>
      buses.publish({ accountId: event.account, region: event.region, name: "default" }, envelopeOf(event)),
    checkBucketAndKey: (check) => checkBucketAndKey(url, check),
    onDelegation: (management, administrator, partition) =>
      organizations.delegate(management, administrator, partition),
  });
  return { functions, mappings, buses, schedules: new Schedules(url, buses, log), guardDuty: service };
}
