import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { canonical } from "../../plan-review/read/json";
import type { Placement } from "../../modules/placement";
import type { Resource } from "./fleet";

/** The Terraform JSON of one module's constructs, built in a stack of their own. */
export interface SynthesizedConstruct {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Resource>>>>;
  readonly locals: Readonly<Record<string, Resource>>;
  /** Blocks that move a resource, or forget it. */
  readonly moved?: readonly Resource[];
  readonly removed?: readonly Resource[];
  /** What cdktf notes about the stack. */
  readonly "//": Resource;
}

/** Builds constructs in an empty stack with one aliased provider. */
export function synthConstruct(
  build: (stack: TerraformStack, placement: Placement) => void,
  region?: string,
): SynthesizedConstruct {
  const stack = new TerraformStack(
    new App({ context: { excludeStackIdFromLogicalIds: true, allowSepCharsInLogicalIds: true } }),
    "stack",
  );
  const provider = new AwsProvider(stack, "provider", { alias: "here", region: "eu-west-1" });
  build(stack, { provider, ...(region && { region }) });
  // Testing.synth would look into values that are to be written as they are.
  return {
    resource: {},
    locals: {},
    "//": {},
    ...(JSON.parse(canonical(stack.toTerraform())) as object),
  };
}

/** The only resource of a type, or an error that names what is there. */
export function only({ resource }: SynthesizedConstruct, type: string): Resource {
  const found = Object.values(resource[type] ?? {});
  if (found.length !== 1)
    throw new Error(`${found.length} resources of type ${type}: ${Object.keys(resource).join(", ")}`);
  return found[0]!;
}
