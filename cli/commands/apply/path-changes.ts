import { stackList, type StackEntry } from "../../../config/stack-list";
import { findingsNames } from "../../../intent/findings-names";
import type { Project } from "../../../organization/load-project";
import { plannedChanges } from "../../../plans-folder/planned-changes";
import type { ApplyAllProps } from "../../../terraform/apply/apply-all";
import { applyOrder, isFoundationLast, orderText, removesQueues } from "../../../transitions/apply-order";
import { pathEffects } from "../../../transitions/path-effects";
import { unreadReplicas } from "../../../transitions/unread-replicas";
import type { Io } from "../../terminal/io";
import { accessOf } from "./access";

/** SQS counts a message up to a minute late; moto counts it at once. */
const SETTLE_MS = { live: 60_000, local: 3_000, offline: 0 };

/** What these plans change on the findings path, and what apply does before and after them. */
export class PathChanges {
  readonly #stacks: readonly StackEntry[];
  readonly #effects: ReadonlyMap<string, ReturnType<typeof pathEffects>>;
  readonly #widened = new Map<string, Promise<void>>();

  constructor(
    private readonly project: Project,
    private readonly props: ApplyAllProps,
    private readonly io: Io,
  ) {
    const planned = new Map(props.manifest.stacks.map((stack) => [stack.name, stack]));
    this.#stacks = stackList(project.config).filter(({ name }) => planned.has(name));
    this.#effects = new Map(
      [...planned].map(([name, stack]) => [name, pathEffects(plannedChanges(props.plansFolder, stack))]),
    );
  }

  /** What a person reads before anything is applied. */
  get lines(): string[] {
    return [
      ...orderText(this.#effects, this.#stacks, (entry) => this.#goesOn(entry)),
      ...this.#stacks.flatMap((entry) =>
        this.#unread(entry).map(
          ({ name, regions }) =>
            `${entry.name}: ${name} is no longer replicated to ${regions.join(", ")}: no function there reads it afterwards`,
        ),
      ),
    ];
  }

  /** Puts the stacks into the order that loses no findings. */
  readonly arrange = (stacks: readonly StackEntry[]): StackEntry[] => applyOrder(this.#effects, stacks);

  /** Why these plans would lose findings. Empty if they would not. */
  async refusals(): Promise<string[]> {
    const reasons: string[] = [];
    for (const entry of this.#stacks) {
      if (isFoundationLast(this.#effects, entry, this.#stacks)) reasons.push(...this.#unplanned(entry));
      const { createdSecrets = [] } = this.#effects.get(entry.name) ?? {};
      if (createdSecrets.length > 0) {
        const { takenSecretNames } = await import("../../../transitions/taken-secret-names");
        reasons.push(...(await takenSecretNames({ ...(await this.#place(entry)), names: createdSecrets })));
      }
      if (!removesQueues(this.#effects, entry)) continue;
      const { deadLettersInTheWay } = await import("../../../transitions/remove-queues");
      const effects = this.#effects.get(entry.name)!;
      reasons.push(...(await deadLettersInTheWay({ ...(await this.#place(entry)), effects })));
    }
    return reasons;
  }

  /** Runs before Terraform applies a stack. */
  async before(entry: StackEntry): Promise<void> {
    const foundation = this.#stacks.find(
      (one) => one.partition === entry.partition && isFoundationLast(this.#effects, one, this.#stacks),
    );
    if (foundation && entry.kind === "region") await this.#widen(foundation);
    const unread = this.#unread(entry);
    if (unread.length > 0) {
      const { enter, calls } = await this.#place(entry);
      const { removeReplicas } = await import("../../../transitions/remove-replicas");
      await removeReplicas({ settings: enter("administrator", entry.region), calls }, unread);
    }
    if (!removesQueues(this.#effects, entry)) return;
    const { mode, signal } = this.props.workspace;
    const { removeQueues } = await import("../../../transitions/remove-queues");
    await removeQueues({
      ...(await this.#place(entry)),
      effects: this.#effects.get(entry.name)!,
      to: this.#goesOn(entry) ? this.#destination(entry) : undefined,
      settleMs: SETTLE_MS[mode.kind],
      signal,
      onStep: (text) => this.io.err(`${entry.name}: ${text}`),
    });
  }

  #unread(entry: StackEntry) {
    return unreadReplicas(this.project.config, entry, this.#effects.get(entry.name));
  }

  #goesOn({ partition }: StackEntry): boolean {
    return this.project.config.organizations[partition]?.forwarding !== undefined;
  }

  /** The queue in the home region, which a hub has and every other topology has as well. */
  #destination({ partition }: StackEntry) {
    const { config } = this.project;
    const organization = config.organizations[partition]!;
    const { homeRegion: region } = organization;
    return { region, name: findingsNames({ config, organization }, region).queue.name };
  }

  /** Regions that would continue to send to a hub that no longer exists. */
  #unplanned({ name, partition }: StackEntry): string[] {
    const planned = new Set(this.#stacks.map((stack) => stack.name));
    const missing = stackList(this.project.config)
      .filter((stack) => stack.partition === partition && !planned.has(stack.name))
      .map((stack) => stack.name);
    return missing.length === 0
      ? []
      : [
          `${name} removes what ${missing.join(", ")} may still use, and no plan of it is here: plan every stack`,
        ];
  }

  /** Runs once for each partition: the regions' new forwarders use the role that the foundation changes last. */
  #widen(foundation: StackEntry): Promise<void> {
    const { policies = [] } = this.#effects.get(foundation.name) ?? {};
    const widen = async (): Promise<void> => {
      const { enter, calls } = await this.#place(foundation);
      const { widenPolicies } = await import("../../../transitions/put-planned");
      await widenPolicies({ settings: enter("administrator", foundation.region), calls }, policies);
    };
    const widened = this.#widened.get(foundation.name) ?? widen();
    this.#widened.set(foundation.name, widened);
    return widened;
  }

  async #place({ partition, region }: StackEntry) {
    const organization = this.project.config.organizations[partition]!;
    return { region, ...(await accessOf(this.props.workspace, organization)) };
  }
}
