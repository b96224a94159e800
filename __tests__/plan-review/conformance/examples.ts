import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compareStack, type StackConformance } from "../../../plan-review/conformance/compare-stack";
import type { ExpectedStacks, PlannedAgainst } from "../../../plan-review/conformance/expected-stacks";
import { readPlanFile } from "../../../plan-review/read/plan-file";
import { loadProject } from "../../../organization/load-project";
import { overrideOf } from "../../../terraform/engine/override";
import { synthesize } from "../../support/fleet";
import { ROOT } from "../../support/orgduty";
import { planMembers, zip } from "./plan-zip";

/** A block of Terraform's JSON. */
export type Block = Record<string, unknown>;

/** A stack, to be edited. */
export interface Stack {
  resource: Record<string, Record<string, Block>>;
  data: Record<string, Record<string, Block>>;
  provider: { aws: Block[] };
  terraform: Block;
  [block: string]: unknown;
}

/** A folder of examples/. */
export type Example = "acme" | "hub";

/** The one file beside a stack that is uploaded. */
export const ASSET = { path: "../../assets/finding-forwarder.zip", sha256: "a".repeat(64) };

const made = new Map<Example, ExpectedStacks>();

/** What an example's plan files have to hold. */
export function expectedOf(example: Example = "acme"): ExpectedStacks {
  const known = made.get(example) ?? expectedAnew(example);
  made.set(example, known);
  return known;
}

function expectedAnew(example: Example): ExpectedStacks {
  const project = loadProject(join(ROOT, "examples", example, "orgduty.yaml"));
  const stacks = synthesize(project).map(({ name, text }) => {
    const assets = text.includes(ASSET.path) ? [ASSET] : [];
    return [name, { configuration: Buffer.from(text), assets }] as const;
  });
  const byName = new Map(stacks);
  return {
    stacks: byName,
    code: { sha256: "0".repeat(64), said: "orgduty" },
    lockFile: readFileSync(join(ROOT, "examples", example, ".terraform.lock.hcl"), "utf8"),
    override(stack, { kind, endpoint = "" }) {
      const organization = project.config.organizations[stack.includes("cn") ? "aws-cn" : "aws"]!;
      const mode = kind === "local" ? { kind, endpoint } : { kind };
      return overrideOf(
        JSON.parse(byName.get(stack)!.configuration.toString()) as object,
        mode,
        organization,
      );
    },
  };
}

/** How a plan differs from the one that orgduty would make. */
export interface Plan {
  readonly stack?: string;
  readonly example?: Example;
  readonly kind?: PlannedAgainst["kind"];
  /** Edits the configuration, as a colleague's change would. */
  readonly edit?: (stack: Stack) => void;
  /** Edits the zip's files. */
  readonly members?: (files: Record<string, string | Buffer>) => void;
  readonly assets?: readonly { path: string; sha256: string }[];
  /** What the plan is compared with. @default what the example's config makes */
  readonly expected?: ExpectedStacks;
}

/** Reads the plan file of a stack, edited, and compares it with what is expected. */
export function conformed(plan: Plan = {}): StackConformance {
  const { stack = "us-east-1", example = "acme", kind = "live", edit, members } = plan;
  const expected = expectedOf(example);
  const own = expected.stacks.get(stack)!;
  const files = planMembers(
    edited(own.configuration, edit),
    expected.lockFile!,
    expected.override(stack, { kind }),
  );
  members?.(files);
  const entry = { name: stack, assets: [...(plan.assets ?? own.assets)] };
  return compareStack(entry, readPlanFile(zip(files), stack), plan.expected ?? expected, kind);
}

function edited(configuration: Buffer, edit: Plan["edit"]): Buffer {
  if (!edit) return configuration;
  const stack = JSON.parse(configuration.toString()) as Stack;
  edit(stack);
  return Buffer.from(JSON.stringify(stack, null, 2));
}

/** Every difference of a comparison, in a line each. */
export function told({ configuration, surroundings, code }: StackConformance): string[] {
  return [...new Set([...configuration, ...surroundings, ...code])].map(
    ({ address, attribute, expected, planned }) => `${address} ${attribute}: ${expected} -> ${planned}`,
  );
}
