import type { Exchange } from "../front-door/exchange";
import type { ApiModels } from "./api-models";
import { coversOperation, isRead, MEMBER_OPERATIONS, type Fault, type FaultRequest } from "./fault";
import { operationOf, type Called } from "./operation-of";

/** A fault that strikes a request, and what the request calls. */
export interface Strike {
  readonly fault: Fault;
  readonly called: Called;
}

/** The faults of a local AWS, in the order they were set. */
export class Faults {
  #faults: Fault[] = [];
  #lastId = 0;
  #models: Promise<ApiModels> | undefined;

  /** @param readModels reads AWS's models of the services; it is called when they are first needed */
  constructor(private readonly readModels: () => Promise<ApiModels>) {}

  /** Every fault, spent ones too. */
  list(): readonly Fault[] {
    return this.#faults;
  }

  /** The operations of each service that a fault may name. */
  async operations(): Promise<Record<string, string[]>> {
    const models = Object.entries(await this.#readOnce());
    return Object.fromEntries(models.map(([name, { operations }]) => [name, Object.keys(operations)]));
  }

  /**
   * Sets a fault.
   * @throws if it names an unknown service or operation, or an operation that has no such fault
   */
  async add(request: FaultRequest): Promise<Fault> {
    const why = faultRefusal(request, await this.operations());
    if (why !== undefined) throw new Error(why);
    const fault = { ...request, id: ++this.#lastId, struck: 0 };
    this.#faults = [...this.#faults, fault];
    return fault;
  }

  /** Clears one fault, or all of them. @returns the faults that were cleared */
  clear(id?: number): readonly Fault[] {
    const isMeant = (fault: Fault) => id === undefined || fault.id === id;
    const cleared = this.#faults.filter(isMeant);
    this.#faults = this.#faults.filter((fault) => !isMeant(fault));
    return cleared;
  }

  /** The first fault that strikes a request. It counts as struck. Undefined if none does. */
  async strike(exchange: Exchange): Promise<Strike | undefined> {
    if (!this.#faults.some((fault) => isHere(fault, exchange))) return undefined;
    const called = await operationOf(exchange, await this.#readOnce());
    if (!called) return undefined;
    const text = `${decodeURIComponent(exchange.path)}\n${(await exchange.body()).toString("utf8")}`;
    // Looked at again: while the body was read, another request may have spent it.
    const fault = this.#faults.find((one) => isHere(one, exchange) && isMeant(one, called, text));
    if (!fault) return undefined;
    const struck = { ...fault, struck: fault.struck + 1 };
    this.#faults = this.#faults.map((one) => (one === fault ? struck : one));
    return { fault: struck, called };
  }

  #readOnce(): Promise<ApiModels> {
    return (this.#models ??= this.readModels());
  }
}

function isHere({ account, region, times, struck }: Fault, { caller, region: signed }: Exchange): boolean {
  if (times !== undefined && struck >= times) return false;
  return (account ?? caller.accountId) === caller.accountId && (region ?? signed) === signed;
}

function isMeant({ kind, service, operation, matching = "" }: Fault, called: Called, text: string): boolean {
  if (service !== "*" && service !== called.service) return false;
  if (!coversOperation(operation, called.operation) || !text.includes(matching)) return false;
  if (kind === "stale") return isRead(called.operation);
  return kind !== "unprocessed" || MEMBER_OPERATIONS.some((name) => name === called.operation);
}

/** Why a fault cannot be set. Undefined if it can. */
function faultRefusal(
  { kind, service, operation }: FaultRequest,
  known: Readonly<Record<string, readonly string[]>>,
): string | undefined {
  if (service === "*") return operation === "*" ? undefined : "an operation needs its service";
  const operations = known[service];
  if (!operations) return `no service ${service}`;
  const covered = operations.filter((name) => coversOperation(operation, name));
  if (covered.length === 0) return `${service} has no operation ${operation}`;
  const hasUnprocessed =
    service === "guardduty" && covered.some((name) => MEMBER_OPERATIONS.some((one) => one === name));
  if (kind === "unprocessed" && !hasUnprocessed)
    return `${service}:${operation} answers without UnprocessedAccounts: guardduty's ${MEMBER_OPERATIONS.join(", ")} have them`;
  return kind === "stale" && !covered.some(isRead) ? `${service}:${operation} does not read` : undefined;
}
