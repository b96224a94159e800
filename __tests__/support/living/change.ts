import type { Counts, LivingDeployment } from "./deployment";

/** A change of one key, from a kind of value to another, as the table of docs/changing.md has it. */
export interface Change {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  /** Edits the config or a snapshot. */
  readonly edit: (deployment: LivingDeployment) => void;
  /** What a person does besides, before it is planned, e.g. destroys a region. @default nothing */
  readonly before?: (deployment: LivingDeployment) => Promise<void>;
  /** What a person does besides, once it is applied, e.g. puts a secret's value. @default nothing */
  readonly afterwards?: (deployment: LivingDeployment) => Promise<void>;
  /** Nobody wants findings from this change on. @default the findings go on */
  readonly endsForwarding?: boolean;
}

/** What happened to a change that was planned, reviewed, applied, verified and planned again. */
export interface Seen {
  readonly planned: Counts;
  readonly fails: readonly string[];
  readonly accepted: readonly string[];
  /** Apply's exit code, and what it said. */
  readonly code: number | null;
  readonly said: string;
  readonly gaps: readonly string[];
  /** What the next plan would still do. */
  readonly left: Counts;
  readonly undeliverable: readonly string[];
}

/** Plans, reviews and applies a change, verifies it, and plans again. */
export async function seen(deployment: LivingDeployment, change: Change): Promise<Seen> {
  change.edit(deployment);
  await change.before?.(deployment);
  const planned = await deployment.plan();
  const reviewed = await deployment.review();
  if (change.endsForwarding) deployment.findings().nobodyWants(true);
  const { code, stderr: said } = await deployment.apply();
  await change.afterwards?.(deployment);
  const left = await deployment.plan();
  const gaps = await deployment.gaps();
  return { planned, ...reviewed, code, said, gaps, left, undeliverable: await deployment.undeliverable() };
}
