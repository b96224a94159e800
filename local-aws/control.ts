import { jsonAnswer, type Answer } from "./front-door/exchange";
import type { DeliveryRecord } from "./events/delivery";
import type { Fault, FaultRequest } from "./faults/fault";
import type { Faults } from "./faults/faults";
import { partitionOf } from "../aws/partitions";
import type { AccountPlace, Agent, MalwarePlan } from "./guardduty/service";
import type { SeedOrganization } from "./organizations/seed";
import type { Calls } from "./permissions/calls";
import type { MessProps } from "./seed/messy-region";

/** What a running local AWS can do beyond AWS's own operations. */
export interface Control {
  /** Creates an organization with the given ids. */
  seed(organization: SeedOrganization): Promise<void>;
  /** Makes the organization messy: what is there before orgduty comes. */
  seedMess(props: MessProps): Promise<void>;
  /** The results of the latest deliveries. */
  deliveries(): readonly DeliveryRecord[];
  /** Fires a scheduled rule or a schedule now. */
  fire(arn: string): Promise<void>;
  /** Makes the next attempts at a target fail. */
  throttle(targetArn: string, times: number): void;
  /** What goes wrong on purpose. */
  readonly faults: Pick<Faults, "list" | "add" | "clear" | "operations">;
  /** Whether it refuses what a caller's policies do not allow. */
  readonly enforces: boolean;
  /** The calls of roles and users, recorded if permissions are enforced. */
  readonly calls: Calls;
  /** Says what Runtime Monitoring watches in an account, healthy or with an issue. */
  setAgents(place: AccountPlace, agents: readonly Agent[]): void;
  /** Gives every malware protection plan of an account a status. */
  setMalwarePlans(place: AccountPlace, status: MalwarePlan["status"], reasons: MalwarePlan["reasons"]): void;
}

interface WorkloadsRequest {
  readonly accountId: string;
  readonly region: string;
  readonly agents?: readonly Agent[];
  readonly malwarePlans?: {
    readonly status: MalwarePlan["status"];
    readonly reasons: MalwarePlan["reasons"];
  };
}

/** The HTTP side of Control, below /_local/. It takes and returns JSON. */
export function controlAnswers(control: Control) {
  return async (method: string, path: string, body: Buffer): Promise<Answer> => {
    const request = (body.length > 0 ? JSON.parse(body.toString("utf8")) : {}) as Record<string, unknown>;
    switch (`${method} ${path}`) {
      case "GET /status":
        return jsonAnswer(200, { ready: true, pid: process.pid, enforces: control.enforces });
      case "GET /calls":
        return jsonAnswer(200, control.calls.list());
      case "DELETE /calls":
        return jsonAnswer(200, control.calls.clear());
      case "GET /deliveries":
        return jsonAnswer(200, control.deliveries());
      case "POST /organizations":
        await control.seed(request as unknown as SeedOrganization);
        return jsonAnswer(200, {});
      case "POST /mess":
        await control.seedMess(request as unknown as MessProps);
        return jsonAnswer(200, {});
      case "POST /fire":
        await control.fire(String(request.arn));
        return jsonAnswer(200, {});
      case "POST /throttle":
        control.throttle(String(request.targetArn), Number(request.times));
        return jsonAnswer(200, {});
      case "GET /faults":
        return jsonAnswer(200, control.faults.list());
      case "GET /faults/operations":
        return jsonAnswer(200, await control.faults.operations());
      case "POST /faults":
        return added(control, request);
      case "DELETE /faults":
        return jsonAnswer(
          200,
          control.faults.clear(request.id === undefined ? undefined : Number(request.id)),
        );
      case "POST /workloads":
        setWorkloads(control, request as unknown as WorkloadsRequest);
        return jsonAnswer(200, {});
      default:
        return jsonAnswer(404, { message: `no ${method} ${path} here` });
    }
  };
}

async function added({ faults }: Control, request: Record<string, unknown>): Promise<Answer> {
  try {
    return jsonAnswer(200, await faults.add(request as unknown as FaultRequest));
  } catch (error) {
    return jsonAnswer(400, { message: error instanceof Error ? error.message : String(error) });
  }
}

/** The faults of a running local AWS, over HTTP. */
export class RemoteFaults {
  constructor(private readonly url: string) {}

  list(): Promise<readonly Fault[]> {
    return this.#call("GET", "/faults");
  }

  operations(): Promise<Readonly<Record<string, readonly string[]>>> {
    return this.#call("GET", "/faults/operations");
  }

  add(request: FaultRequest): Promise<Fault> {
    return this.#call("POST", "/faults", request);
  }

  /** Clears one fault, or all of them. @returns the faults that were cleared */
  clear(id?: number): Promise<readonly Fault[]> {
    return this.#call("DELETE", "/faults", { id });
  }

  async #call<Result>(method: string, path: string, body?: unknown): Promise<Result> {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`${this.url}/_local${path}`, { method, ...sent });
    const said = (await answer.json()) as Result & { message?: string };
    if (!answer.ok) throw new Error(said.message ?? `the local AWS refused ${path}`);
    return said;
  }
}

function setWorkloads(control: Control, { accountId, region, agents, malwarePlans }: WorkloadsRequest): void {
  const place = { partition: partitionOf(region), region, accountId };
  if (agents) control.setAgents(place, agents);
  if (malwarePlans) control.setMalwarePlans(place, malwarePlans.status, malwarePlans.reasons);
}

/** Seeds an organization in a running local AWS. A snapshot from `orgduty discover` can be used as it is. */
export async function seedOrganization(url: string, organization: SeedOrganization): Promise<void> {
  const { partition, organizationId, managementAccountId, accounts } = organization;
  await post(url, "/organizations", { partition, organizationId, managementAccountId, accounts });
}

/** The process id of the local AWS that answers at a URL. Undefined if none answers. */
export async function localAwsProcess(url: string): Promise<number | undefined> {
  try {
    const answer = await fetch(`${url}/_local/status`, { signal: AbortSignal.timeout(10_000) });
    return ((await answer.json()) as { pid?: number }).pid;
  } catch {
    return undefined;
  }
}

async function post(url: string, path: string, body: unknown): Promise<void> {
  const answer = await fetch(`${url}/_local${path}`, { method: "POST", body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`the local AWS refused ${path}: ${await answer.text()}`);
}
