import type { PlannedChange } from "../../plans-folder/planned-changes";
import { terraform, type StackRun } from "../engine/stack-run";
import { readSynthesizedStack } from "../plan/synthesized-stack";
import { readState } from "../state/read-state";

/** A resource that Terraform began to create, and does not have in its state. */
export interface UnknownResource {
  readonly address: string;
  readonly type: string;
  /** The provider configuration's alias, which says the account. */
  readonly provider: string;
  /** What is planned. */
  readonly planned: NonNullable<PlannedChange["after"]>;
}

/** What AWS has under a planned resource's name. */
export type Existing =
  | {
      readonly id: string;
      readonly isOurs: boolean;
      /** When AWS made it. @default AWS does not say */
      readonly madeAt?: Date | undefined;
    }
  /** There is none, or Terraform needs no help: creating it again has the same result. */
  | undefined;

/** Finds what AWS has of a resource. */
export type FindExisting = (resource: UnknownResource) => Promise<Existing>;

/** What an apply that failed was about to do. */
export interface Begun {
  readonly changes: readonly PlannedChange[];
  /** When this machine first began an apply to the stack's state. Undefined if it has no record of that. */
  readonly since: string | undefined;
  /** @default nothing is looked for */
  readonly findExisting: FindExisting | undefined;
}

/**
 * Takes into the state what a failed apply created in AWS without noting it, because it was killed or the network was cut in
 * between: Terraform would try to create it again, and fail each time. Nothing is changed in AWS.
 * @param progress what Terraform said it was doing
 * @returns a line for each resource
 */
export async function adoptCreated(
  run: StackRun,
  progress: string,
  { changes, since, findExisting }: Begun,
): Promise<string[]> {
  if (!findExisting) return [];
  const begun = begunIn(progress);
  const first = changes.every(({ actions }) => actions[0] === "create") ? since : undefined;
  const held = new Set((await readState(run)).addresses());
  const lines: string[] = [];
  for (const { address, type, actions, after } of changes) {
    if (actions[0] !== "create" || !after || !begun.has(address) || held.has(address)) continue;
    const unknown = { address, type, provider: providerOf(run, type, address), planned: after };
    const existing = await findExisting(unknown);
    if (existing && isOlder(existing, first)) lines.push(elsewhere(address, existing));
    else if (existing) lines.push(await adopt(run, address, existing));
  }
  return lines;
}

/** How far this machine's clock may be from AWS's. */
const SKEW_MS = 5 * 60_000;

/** Whether it was there before the first apply to a state that was empty: then no apply to this state has made it. */
function isOlder({ madeAt }: NonNullable<Existing>, first: string | undefined): boolean {
  return madeAt !== undefined && first !== undefined && madeAt.getTime() < Date.parse(first) - SKEW_MS;
}

function elsewhere(address: string, { id, madeAt }: NonNullable<Existing>): string {
  return `${address}: AWS has ${id} since ${madeAt?.toISOString()}, before anything was applied to this state: another state may hold it, so it was left alone\n  fix: work from the state that holds it ("state" in the config, or the other machine); if none does, take it over (docs/adopting.md)`;
}

/** What discover records, so that the next plan imports it. */
const DISCOVERED = ["aws_guardduty_detector", "aws_guardduty_organization_admin_account"];

async function adopt(run: StackRun, address: string, { id, isOurs }: NonNullable<Existing>): Promise<string> {
  if (!isOurs && DISCOVERED.includes(address.split(".")[0]!))
    return `${address}: AWS has ${id} already, and it was left as it is\n  fix: ./orgduty discover records it, and the next plan takes it over instead of creating it (docs/adopting.md)`;
  if (!isOurs)
    return `${address}: AWS has ${id} already, and its tags are not those of this config, so it was left alone\n  fix: delete or rename it; if it is this config's own, terraform import '${address}' '${id}' in the stack's folder (eval "$(./orgduty env)")`;
  await terraform(run, "import", ["-input=false", "-no-color", "-lock-timeout=1m", address, id], true);
  return `${address}: AWS had made ${id}, and an apply that was cut off had not noted it; the state has it now`;
}

/** The addresses whose creation Terraform announced. */
function begunIn(progress: string): Set<string> {
  return new Set([...progress.matchAll(/^(\S+(?:\["[^"]*"\])?): Creating\.\.\.$/gm)].map(([, at]) => at!));
}

function providerOf({ folder }: StackRun, type: string, address: string): string {
  const name = address.slice(type.length + 1).replace(/\[.*$/, "");
  const provider = readSynthesizedStack(folder).resource?.[type]?.[name]?.provider;
  return typeof provider === "string" ? provider.replace(/^aws\./, "") : "";
}
