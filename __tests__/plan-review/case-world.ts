import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { loadProject, type Project } from "../../organization/load-project";
import { readManifest, type Manifest } from "../../plans-folder/manifest";
import type { StackConformance } from "../../plan-review/conformance/compare-stack";
import { judgeRules, type RuleReport } from "../../plan-review/judge/judge-rules";
import type { EarlierSnapshot } from "../../plan-review/read/earlier-snapshot";
import type { StackPlan } from "../../plan-review/read/plan-model";
import { readPlan, type PlanOrigin } from "../../plan-review/read/read-plan";
import type { Plans } from "../../plan-review/read/read-plans";
import { reviewOf } from "../../plan-review/review-plans";
import type { Review } from "../../plan-review/report/review";
import { RULES } from "../../plan-review/judge/rules";

export const CASES = resolve(__dirname, "../cases/review");

/** The day on which the cases are reviewed (scripts/regenerate-review-cases.ts). */
export const TODAY = new Date("2026-11-24T12:00:00Z");

/** A type without its readonly marks, at any depth. */
export type Mutable<T> = T extends Date
  ? T
  : T extends readonly (infer Item)[]
    ? Mutable<Item>[]
    : T extends object
      ? { -readonly [Key in keyof T]: Mutable<T[Key]> }
      : T;

export interface Change {
  address: string;
  mode: string;
  type: string;
  name: string;
  index?: string;
  change: {
    actions: string[];
    before: Record<string, unknown> | null;
    after: Record<string, unknown> | null;
    after_unknown: Record<string, unknown>;
    replace_paths?: string[][];
  };
}

export interface PlanJson {
  format_version: string;
  terraform_version: string;
  complete?: boolean;
  errored?: boolean;
  checks?: object[];
  planned_values: { root_module: { resources: { address: string }[] } };
  resource_changes: Change[];
  resource_drift?: Change[];
  configuration: {
    provider_config: Record<string, { expressions: { region: { constant_value: string } } }>;
    root_module: {
      resources: {
        type: string;
        name: string;
        provider_config_key: string;
        expressions: Record<string, unknown>;
      }[];
    };
  };
}

/** All that a review looks at, to be changed at will. */
export interface World {
  project: Mutable<Project>;
  manifest: Mutable<Manifest>;
  /** Plan JSON by stack. */
  plans: Record<string, PlanJson>;
  states: string[];
  now: Date;
  /** What plan files hold that the config does not make. @default none was read */
  conformance?: readonly StackConformance[];
  /** What the repository had before the snapshots. @default nothing to compare with */
  earlierSnapshots?: readonly EarlierSnapshot[];
}

const read = new Map<string, World>();

/** What a world is a copy of, to tell plans that nobody has looked at since: these are as they were. */
const originals = new WeakMap<World["plans"], World["plans"]>();

/** A fresh copy of a case. A plan is copied when somebody asks for it: a test mostly edits one. */
export function caseWorld(name: string): World {
  const known = read.get(name) ?? readWorld(join(CASES, name));
  read.set(name, known);
  const { plans, ...rest } = known;
  const copy = { ...plans };
  for (const stack of Object.keys(plans)) {
    const replaceBy = (value: PlanJson) =>
      Object.defineProperty(copy, stack, { value, writable: true, enumerable: true });
    const get = () => {
      const own = structuredClone(plans[stack]!);
      replaceBy(own);
      return own;
    };
    Object.defineProperty(copy, stack, { get, set: replaceBy, enumerable: true, configurable: true });
  }
  originals.set(copy, plans);
  return { ...structuredClone(rest), plans: copy };
}

function readWorld(folder: string): World {
  const manifest = readManifest(join(folder, "planned"));
  const plans = manifest.stacks.map(({ name }) => [
    name,
    JSON.parse(readFileSync(join(folder, "planned", name, "plan.json"), "utf8")) as PlanJson,
  ]);
  return {
    project: loadProject(join(folder, "orgduty.yaml")) as Mutable<Project>,
    manifest,
    plans: Object.fromEntries(plans) as World["plans"],
    states: [],
    now: TODAY,
  };
}

/** As if the plans had been made against AWS, or the local AWS, which had nothing of GuardDuty yet. */
export function askAws(world: World, mode: "live" | "local" = "live"): void {
  const regions = world.manifest.stacks.filter(({ kind }) => kind === "region").map(({ region }) => region);
  const nothing = regions.map((region) => [region, { settings: {}, unread: [] }]);
  Object.assign(world.manifest, { mode, currentSettings: Object.fromEntries(nothing) as object });
}

export function reviewWorld(world: World): Review {
  return reviewOf(world.project, plansOf(world), world.states, world.now);
}

/** What the rules say of a world, without the rest of the review. */
export function judgeWorld(world: World): RuleReport[] {
  const { project, states, now } = world;
  const context = {
    ...{ project: project as Project, config: project.config as Project["config"] },
    ...{ plans: plansOf(world), states, now, ruleIds: RULES.map(({ id }) => id) },
  };
  return judgeRules(RULES, context);
}

/** Rules that do not hold. */
export function unmet(world: World): RuleReport[] {
  return judgeWorld(world).filter(({ status }) => status === "fail" || status === "warn");
}

function plansOf({ manifest, plans, conformance, earlierSnapshots }: World): Plans {
  const stacks = manifest.stacks.map(({ name, kind, partition, region, planSha256 }) => {
    const isUntouched = Object.getOwnPropertyDescriptor(plans, name)?.get !== undefined;
    const plan = isUntouched ? originals.get(plans)![name]! : plans[name]!;
    const origin = { stack: name, kind, partition, region };
    return { ...(isUntouched ? readOnce(plan, origin) : readJson(plan, origin)), planFileSha256: planSha256 };
  });
  return {
    ...{ manifest, stacks, altered: [] },
    ...(conformance && { conformance }),
    ...(earlierSnapshots && { earlierSnapshots }),
  };
}

const plansRead = new WeakMap<PlanJson, StackPlan>();

function readOnce(plan: PlanJson, origin: PlanOrigin): StackPlan {
  const known = plansRead.get(plan) ?? readJson(plan, origin);
  plansRead.set(plan, known);
  return known;
}

function readJson(plan: PlanJson, origin: PlanOrigin): StackPlan {
  return readPlan(Buffer.from(JSON.stringify(plan)), origin);
}
