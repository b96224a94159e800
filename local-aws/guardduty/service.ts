import { GuardDutyError, tooManyRequests, unknownOperation } from "./protocol/errors";
import { delegationIn } from "./delegation/delegation-in";
import { delegateAnyway, keepMember, rankFilters, type DelegationSeed } from "./leftovers";
import { settle } from "./members/enrolment";
import { OPERATIONS } from "./protocol/operations";
import type { GuardDutyOptions, GuardDutyRequest, GuardDutyResponse } from "./protocol/protocol";
import { findRoute } from "./protocol/routes";
import { readSnapshot, writeSnapshot } from "./snapshot";
import { placeKey, type Agent, type MalwarePlan } from "./state";
import { plansOf } from "./workloads/malware-plans";
import { Throttle } from "./protocol/throttle";
import { createWorld, type World } from "./world";

export type * from "./protocol/protocol";
export type { Agent, MalwarePlan } from "./state";

/** One account in one region. */
export type AccountPlace = Pick<GuardDutyRequest, "partition" | "region" | "accountId">;

/**
 * GuardDuty for many accounts and regions, in memory. It answers one parsed request at a time. docs/local-guardduty.md
 * lists each behaviour that it shares with AWS, with its source, and what is not modelled.
 */
export class GuardDutyService {
  readonly #world: World;
  readonly #throttle: Throttle;
  /** By client token. */
  readonly #answers = new Map<string, Promise<unknown>>();

  constructor(options: GuardDutyOptions) {
    this.#world = createWorld(options);
    this.#throttle = new Throttle(options, () => this.#world.now());
  }

  /** Answers a request. A refusal is an answer too; only a fault in this program or a callback is thrown. */
  async handle(request: GuardDutyRequest): Promise<GuardDutyResponse> {
    try {
      return { status: 200, body: await this.#answer(request) };
    } catch (error) {
      if (!(error instanceof GuardDutyError)) throw error;
      return {
        status: error.status,
        headers: { "x-amzn-errortype": error.exception },
        // `type` is the name in the service model, `__type` the name in the protocol.
        body: { message: error.message, type: error.type, __type: error.type },
      };
    }
  }

  /** Says what Runtime Monitoring watches in an account. @throws if the account has no detector in the region */
  setAgents({ partition, region, accountId }: AccountPlace, agents: readonly Agent[]): void {
    const detector = this.#world.state.detectors.get(placeKey(partition, region, accountId));
    if (!detector) throw new Error(`${accountId} has no detector in ${region}`);
    detector.agents = [...agents];
  }

  /** Gives every malware protection plan of an account a status. */
  setMalwarePlans(place: AccountPlace, status: MalwarePlan["status"], reasons: MalwarePlan["reasons"]): void {
    for (const plan of plansOf(this.#world, place).values()) Object.assign(plan, { status, reasons });
  }

  /** Throttles requests by chance from now on: 0.1 is one in ten. */
  throttleShare(share: number): void {
    this.#throttle.share = share;
  }

  /** Delegates a region to any account, as older organizations have it. */
  delegateAnyway(seed: DelegationSeed): Promise<void> {
    return delegateAnyway(this.#world, seed);
  }

  /** Makes an account that left the organization a member of an administrator. */
  keepMember({ partition, region, accountId }: AccountPlace, memberId: string): Promise<void> {
    return keepMember(this.#world, placeKey(partition, region, accountId), memberId);
  }

  /** Gives an account's filters ranks, gaps included. */
  rankFilters({ partition, region, accountId }: AccountPlace, ranks: Readonly<Record<string, number>>): void {
    rankFilters(this.#world, placeKey(partition, region, accountId), ranks);
  }

  /** Writes the state to the snapshot file, if the options name one. */
  save(): void {
    const file = this.#world.options.snapshotFile;
    if (file) writeSnapshot(file, this.#world.state);
  }

  /** Reads the state that `save` wrote. */
  load(): void {
    const file = this.#world.options.snapshotFile;
    if (file) this.#world.state = readSnapshot(file);
  }

  async #answer(request: GuardDutyRequest): Promise<unknown> {
    if (this.#throttle.refuses(request)) throw tooManyRequests();
    const [operation, parameters] = findRoute(request.method, request.path) ?? [];
    if (!operation || !parameters) throw unknownOperation(request.method, request.path);
    await this.#settle(request);
    const body = (request.body ?? {}) as Record<string, unknown>;
    const answer = () => OPERATIONS[operation](this.#world, { ...request, parameters, body });
    return typeof body.clientToken === "string" ? this.#once(request, body.clientToken, answer) : answer();
  }

  /**
   * A request that repeats a client token is the same request, and gets the same answer; a refused one may be repeated.
   * @see https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateFilter.html
   */
  async #once(request: GuardDutyRequest, token: string, answer: () => unknown): Promise<unknown> {
    const { accountId, region, partition, method, path } = request;
    const key = [partition, region, accountId, method, path, token].join(" ");
    const known = this.#answers.get(key) ?? Promise.resolve().then(answer);
    this.#answers.set(key, known);
    return known.catch((error: unknown) => {
      this.#answers.delete(key);
      throw error;
    });
  }

  /** Carries out enrolments that are due, so that every request of the organization already sees them. */
  async #settle({ accountId, partition, region }: GuardDutyRequest): Promise<void> {
    const organization = await this.#world.directory.of(accountId, partition);
    if (!organization) return;
    const { managementAccountId } = organization;
    const delegation = delegationIn(this.#world.state, { partition, region, managementAccountId });
    if (delegation) await settle(this.#world, delegation);
  }
}
