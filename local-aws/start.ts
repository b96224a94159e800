import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArn } from "../aws/arn";
import { controlAnswers, type Control } from "./control";
import { eventsService } from "./events/events-service";
import { alarmService } from "./front-door/alarm-service";
import { Callers } from "./front-door/callers";
import type { Interceptor } from "./front-door/exchange";
import { FrontDoor } from "./front-door/front-door";
import { guardDutyService } from "./front-door/guardduty-service";
import { identityService } from "./front-door/identity-service";
import { bucketService } from "./front-door/bucket-service";
import { keyService } from "./front-door/key-service";
import { logService } from "./front-door/log-service";
import { MotoGateway } from "./front-door/moto-gateway";
import { queueService } from "./front-door/queue-service";
import { tokenService } from "./front-door/token-service";
import { findNode } from "./lambda/find-node";
import { lambdaService } from "./lambda/lambda-service";
import { findMoto, installMoto } from "./moto/find-moto";
import { readApiModels, type ApiModels } from "./faults/api-models";
import { Faults } from "./faults/faults";
import { FaultyAnswers } from "./faults/faulty-answers";
import { freePort } from "./moto/free-port";
import { startMoto } from "./moto/moto-process";
import { Calls } from "./permissions/calls";
import { Guard } from "./permissions/guard";
import { Aliases } from "./organizations/aliases";
import { organizationsService } from "./organizations/organizations-service";
import { seed } from "./organizations/seed";
import { seedMess } from "./seed/seed-mess";
import { schedulerService } from "./scheduler/scheduler-service";
import type { Partition } from "../aws/partitions";
import { createServices, type GuardDutyBehaviour, type Services } from "./services";

/** How to start a local AWS. */
export interface LocalAwsOptions {
  /** Folder for logs, function code and, if moto is not installed, a virtual environment with moto. */
  readonly folder: string;
  /** @default any free port */
  readonly port?: number;
  /** Paths of Node 22 binaries to run functions with; the first that works is used. @default this process's own Node */
  readonly nodes?: readonly string[];
  /** GuardDuty's behaviour. @default as AWS, but hours are seconds */
  readonly guardDuty?: GuardDutyBehaviour;
  /** Refuse what a role's or a user's policies do not allow, and record its calls. @default false */
  readonly enforces?: boolean;
}

/** A running local AWS. */
export interface LocalAws extends Control {
  /** The endpoint of every service, account and region. */
  readonly url: string;
  /** Ends the local AWS and everything that it started. */
  stop(): Promise<void>;
}

/**
 * Starts an AWS on one loopback port: moto for nearly everything, our own GuardDuty and delivery of events.
 * @throws MotoMissingError if moto is not found and cannot be installed
 */
export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  const { folder, nodes = [], guardDuty } = options;
  mkdirSync(folder, { recursive: true });
  const python = (await findMoto(folder)) ?? (await installMoto(folder));
  const [moto, node] = await Promise.all([startMoto(python, join(folder, "moto.log")), findNode(nodes)]);
  try {
    const port = options.port ?? (await freePort());
    const url = `http://127.0.0.1:${port}`;
    const services = createServices({ url, folder, node, guardDuty });
    let models: Promise<ApiModels> | undefined;
    const readModels = () => (models ??= readApiModels(python.python));
    const { control, door } = frontDoor({
      ...{ url, gateway: new MotoGateway(moto.port), services, readModels },
      enforces: options.enforces ?? false,
    });
    await door.listen(port);
    services.clock.start();
    return { ...control, url, stop: () => stopAll(services, door).then(() => moto.stop()) };
  } catch (error) {
    await moto.stop();
    throw error;
  }
}

interface FrontDoorParts {
  readonly url: string;
  readonly gateway: MotoGateway;
  readonly services: Services;
  readonly readModels: () => Promise<ApiModels>;
  readonly enforces: boolean;
}

function frontDoor({ url, gateway, services, readModels, enforces }: FrontDoorParts) {
  const faults = new Faults(readModels);
  const calls = new Calls();
  const guard = new Guard({ endpoint: url, readModels, calls });
  const { buses, schedules, scheduler, functions, mappings, guardDuty } = services;
  const callers = new Callers(enforces);
  const aliases: Record<Partition, Aliases> = { aws: new Aliases(), "aws-cn": new Aliases() };
  const interceptors = new Map<string, Interceptor>([
    ["sts", tokenService(gateway, callers)],
    ["iam", identityService(url, gateway, callers)],
    ["organizations", organizationsService(gateway, (partition) => aliases[partition])],
    ["sqs", queueService(gateway)],
    ["s3", bucketService(gateway)],
    ["kms", keyService(gateway)],
    ["monitoring", alarmService(gateway)],
    ["logs", logService(gateway)],
    ["events", eventsService(buses, schedules)],
    ["scheduler", schedulerService(scheduler)],
    ["lambda", lambdaService(gateway, functions, mappings)],
    ["guardduty", guardDutyService(guardDuty)],
  ]);
  const control: Control = {
    seed: async (organization) => {
      callers.setManagementAccount(organization.partition, organization.managementAccountId);
      await seed(url, aliases[organization.partition], organization);
    },
    seedMess: (props) => seedMess({ url, guardDuty, faults }, props),
    deliveries: () => buses.records,
    fire: (arn) => (parseArn(arn).service === "scheduler" ? scheduler : schedules).fire(arn),
    throttle: (targetArn, times) => buses.throttle(targetArn, times),
    faults,
    enforces,
    calls,
    setAgents: (at, agents) => guardDuty.setAgents(at, agents),
    setMalwarePlans: (at, status, reasons) => guardDuty.setMalwarePlans(at, status, reasons),
  };
  const door = new FrontDoor({
    ...{ moto: gateway, callers, interceptors },
    faults: new FaultyAnswers(faults),
    ...(enforces ? { guard } : {}),
    control: controlAnswers(control),
  });
  return { control, door };
}

async function stopAll(services: Services, door: FrontDoor): Promise<void> {
  const { clock, buses, mappings, functions, guardDuty } = services;
  clock.stop();
  buses.stop();
  mappings.stop();
  await functions.stop();
  await door.close();
  guardDuty.save();
}
