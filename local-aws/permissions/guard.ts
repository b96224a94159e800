import type { ApiModels } from "../faults/api-models";
import { isRead } from "../faults/fault";
import { operationOf } from "../faults/operation-of";
import { refused } from "../faults/refusals";
import type { Answer, Exchange } from "../front-door/exchange";
import { askedBy, type Asked } from "./asked";
import type { Calls } from "./calls";
import { contextOf } from "./context";
import { demandsOf, type Demand } from "./demand";
import { Identities, isAdministrator, type Identity } from "./identities";
import { liveFacts } from "./live-facts";
import { resourcePolicyOf } from "./resource-policies";
import type { Facts } from "./tables/table";
import { verdictOf, type Verdict } from "./verdict";

/** What a guard needs. */
export interface GuardProps {
  /** The front door, where it looks up policies as each account's root. */
  readonly endpoint: string;
  readonly readModels: () => Promise<ApiModels>;
  readonly calls: Calls;
}

/** Refuses what a caller's policies do not allow, and records every call of a role or a user. */
export class Guard {
  readonly #identities: Identities;
  readonly #facts: Facts;
  #models: Promise<ApiModels> | undefined;

  constructor(private readonly props: GuardProps) {
    this.#identities = new Identities(props.endpoint);
    this.#facts = liveFacts(props.endpoint);
  }

  /** AWS's refusal of a request. Undefined if it is allowed. */
  async refusalOf(exchange: Exchange): Promise<Answer | undefined> {
    const models = await (this.#models ??= this.props.readModels());
    const called = await operationOf(exchange, models);
    if (called?.service === "iam" && !isRead(called.operation)) this.#identities.forget();
    const identity = await this.#identities.of(exchange.caller);
    if (identity === undefined) return undefined;
    if (called === undefined)
      return refused({ service: exchange.service, protocol: "rest-json", operation: "?" }, unknown(exchange));
    const asked = await askedBy(exchange, called, models);
    for (const demand of await demandsOf(asked, this.#facts)) {
      const verdict = await this.#judge(exchange, asked, demand, identity);
      this.#record(asked, demand, identity, verdict);
      if (verdict.message !== undefined) return refused(called, verdict.message);
    }
    return undefined;
  }

  /** After IAM was changed, what was read of it while the change was under way is old. */
  noticed({ service }: Exchange): void {
    if (service === "iam") this.#identities.forget();
  }

  async #judge(exchange: Exchange, asked: Asked, demand: Demand, identity: Identity): Promise<Verdict> {
    const { caller } = exchange;
    if (demand.action === "sts:AssumeRole") {
      const role = await this.#identities.withArn(demand.resource ?? "");
      if (!role && isAdministrator(demand.resource ?? "")) return { isAllowed: true };
      const verdict = verdictOf(await this.#caseOf(caller.arn, asked, demand, identity, role?.trust));
      // AWS names no policy in its refusals of AssumeRole.
      const message = verdict.message?.replace(/ (because no|with an explicit deny) .*$/, "");
      const why = role ? verdict.why : `there is no role ${demand.resource}`;
      return { ...verdict, ...(message ? { message, why: why ?? "" } : {}) };
    }
    const policy = await resourcePolicyOf(this.props.endpoint, asked, demand);
    return verdictOf(await this.#caseOf(caller.arn, asked, demand, identity, policy));
  }

  async #caseOf(
    callerArn: string,
    asked: Asked,
    demand: Demand,
    identity: Identity,
    resourcePolicy: string | undefined,
  ) {
    const organization = await this.#facts.organization(asked);
    const context = contextOf(asked, demand, identity, organization?.id);
    const { accountId } = asked.place;
    return { callerArn, demand, identity, resourcePolicy, accountId, context };
  }

  #record(asked: Asked, { action, resource }: Demand, { arn }: Identity, verdict: Verdict): void {
    this.props.calls.record({
      ...{
        caller: arn,
        region: asked.place.region,
        operation: `${asked.service}:${asked.operation}`,
        action,
      },
      ...(resource === undefined ? {} : { resource }),
      ...verdict,
    });
  }
}

function unknown({ caller, service, method, path }: Exchange): string {
  return `User: ${caller.arn} is not authorized: the local AWS does not know which action ${method} ${path} of ${service} is`;
}
