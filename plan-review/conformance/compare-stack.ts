import { parsedOf } from "../read/json";
import type { PlanFile } from "../read/plan-file";
import type { StackPlan as StackEntry } from "../../plans-folder/manifest";
import { jsonDifferences, type Difference } from "./difference";
import type { ExpectedStack, ExpectedStacks, PlannedAgainst } from "./expected-stacks";
import { isUnambiguous } from "./json-text";
import { plannedAgainst } from "./planned-against";
import { surroundingDifferences } from "./surroundings";

/** The ways in which one plan file differs from what the config produces. */
export interface StackConformance {
  readonly stack: string;
  /** What the plan file was planned against. @default there is no readable plan file */
  readonly against?: PlannedAgainst["kind"];
  /** Differences in the configuration itself. */
  readonly configuration: readonly Difference[];
  /** Differences in everything else that decides what an apply does. */
  readonly surroundings: readonly Difference[];
  /** Differences in the code that Terraform uploads. */
  readonly code: readonly Difference[];
}

/**
 * Compares a plan file with the stack that the config produces. If there is no readable plan file, nothing shows what
 * an apply would do. `inPlanJson` are the differences of plan.json from the plan file's configuration.
 */
export function compareStack(
  entry: Pick<StackEntry, "name" | "assets">,
  file: PlanFile | Error | undefined,
  expected: ExpectedStacks,
  kind: PlannedAgainst["kind"],
  inPlanJson: readonly Difference[] = [],
): StackConformance {
  const stack = entry.name;
  const own = expected.stacks.get(stack);
  const nothing = { stack, configuration: [], surroundings: [], code: [] };
  if (!file)
    return {
      ...nothing,
      configuration: [whole("plan.tfplan", "the plan file beside plan.json", "not there")],
    };
  if (file instanceof Error) {
    const [why = ""] = file.message.split("\n");
    return { ...nothing, configuration: [whole("plan.tfplan", "a plan file that Terraform saved", why)] };
  }
  if (!own)
    return {
      ...nothing,
      against: plannedAgainst(file),
      configuration: [whole("cdk.tf.json", "no stack of this name", "a stack")],
    };
  const configuration = [...configurationDifferences(own.configuration, file.configuration), ...inPlanJson];
  return {
    stack,
    against: plannedAgainst(file),
    configuration,
    surroundings: surroundingDifferences(stack, file, expected, kind),
    code: [
      ...configuration.filter(isOfCode),
      ...assetDifferences(own, entry.assets),
      ...alteredAssets(expected.workFolder?.(stack, kind), file, entry.assets),
    ],
  };
}

function whole(address: string, expected: string, planned: string): Difference {
  return { address, attribute: "", expected, planned };
}

/** The bytes are usually the same; in that case nothing is parsed. */
function configurationDifferences(expected: Buffer, planned: Buffer): Difference[] {
  if (expected.equals(planned)) return [];
  const text = planned.toString("utf8");
  const value = parsedOf(text);
  if (value === undefined) return [whole("cdk.tf.json", "JSON", "something else")];
  const differences = jsonDifferences(parsedOf(expected.toString("utf8")), value);
  const isClear = Buffer.from(text).equals(planned) && isUnambiguous(text, value);
  return isClear
    ? differences
    : [...differences, whole("cdk.tf.json", "each key once", "a key that is there twice")];
}

/** The attributes that decide which code a function runs. */
const OF_CODE =
  /^(filename|source|source_code_hash|s3_\w+|image_uri|package_type|handler|runtime|layers|code_signing_config_arn)\b/;

function isOfCode({ address, attribute }: Difference): boolean {
  return (
    /^aws_lambda_(function|layer_version)\./.test(address) && (attribute === "" || OF_CODE.test(attribute))
  );
}

/** Compares what the manifest records for each uploaded file with what a build from source produces. */
function assetDifferences({ assets }: ExpectedStack, recorded: ExpectedStack["assets"]): Difference[] {
  const [built, planned] = [assets, recorded].map(
    (list) => new Map(list.map(({ path, sha256 }) => [path, sha256])),
  );
  return [...new Set([...built!.keys(), ...planned!.keys()])].flatMap((path) => {
    const [was, is] = [built!.get(path), planned!.get(path)];
    if (was === is) return [];
    return [{ address: path, attribute: "sha256", expected: was ?? "not there", planned: is ?? "not there" }];
  });
}

/**
 * Compares each file that Terraform would upload from this machine's work folder with what the manifest records. If the
 * work folder holds another configuration than the plan file, it was made for other plans, and says nothing about these.
 */
function alteredAssets(
  work: ExpectedStack | undefined,
  { configuration }: PlanFile,
  recorded: ExpectedStack["assets"],
): Difference[] {
  if (!work?.configuration.equals(configuration)) return [];
  return work.assets.flatMap(({ path, sha256: planned }) => {
    const expected = recorded.find((asset) => asset.path === path)?.sha256 ?? "not there";
    const attribute = "sha256 (in the work folder)";
    return expected === planned ? [] : [{ address: path, attribute, expected, planned }];
  });
}
