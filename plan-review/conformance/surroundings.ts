import { arrayOf, canonical, objectOf, parsedOf, stringOf } from "../read/json";
import type { PlanFile } from "../read/plan-file";
import { jsonDifferences, type Difference } from "./difference";
import type { ExpectedStacks, PlannedAgainst } from "./expected-stacks";
import { isUnambiguous } from "./json-text";
import { lockDifferences } from "./lock-differences";
import { shownPair } from "./shown-pair";

const OVERRIDE = "zz_override.tf.json";

/**
 * Compares everything beside the stack that decides what an apply does: override, other files, modules, providers,
 * backend and options.
 */
export function surroundingDifferences(
  stack: string,
  file: PlanFile,
  expected: ExpectedStacks,
  kind: PlannedAgainst["kind"],
): Difference[] {
  const planned = file.others.get(OVERRIDE)?.toString("utf8");
  const endpoint = kind === "local" ? endpointIn(planned) : undefined;
  const override = expected.override(stack, { kind, ...(endpoint === undefined ? {} : { endpoint }) });
  return [
    ...overrideDifferences(override, planned),
    ...[...file.others.keys()]
      .filter((name) => name !== OVERRIDE)
      .map((name) => unexpected(name, "a file that Terraform reads")),
    ...file.modules.map((key) => unexpected("modules.json", `module ${key}`)),
    ...lockDifferences(expected.lockFile, file.lockFile),
    ...backendDifferences(
      file,
      backendOf(override) ?? backendOf(expected.stacks.get(stack)?.configuration.toString("utf8")),
    ),
    ...optionDifferences(file),
  ];
}

function unexpected(address: string, planned: string): Difference {
  return { address, attribute: "", expected: "not there", planned };
}

function overrideDifferences(expected: string | undefined, planned: string | undefined): Difference[] {
  if (expected === planned) return [];
  if (expected === undefined || planned === undefined)
    return [{ address: OVERRIDE, attribute: "", expected: briefly(expected), planned: briefly(planned) }];
  const differences = jsonDifferences(parsedOf(expected), parsedOf(planned)).map(
    ({ address, attribute, ...rest }) => ({
      address: OVERRIDE,
      attribute: attribute === "" ? address : `${address}.${attribute}`,
      ...rest,
    }),
  );
  if (differences.length > 0 || isUnambiguous(planned, parsedOf(planned))) return differences;
  return [
    { address: OVERRIDE, attribute: "", expected: "each key once", planned: "a key that is there twice" },
  ];
}

function briefly(text: string | undefined): string {
  return text === undefined ? "not there" : shownPair(undefined, parsedOf(text) ?? text).planned;
}

/** The one local AWS endpoint that every provider configuration of an override uses. */
function endpointIn(override: string | undefined): string | undefined {
  const [first] = arrayOf(objectOf(objectOf(parsedOf(override)).provider).aws).map(objectOf);
  const endpoints = Object.values(objectOf(arrayOf(first?.endpoints)[0]));
  return stringOf(endpoints[0]);
}

function backendOf(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  const { backend } = objectOf(objectOf(parsedOf(text)).terraform);
  return backend === undefined ? undefined : objectOf(backend);
}

/** `terraform init -backend-config` changes where the state is stored, and nothing in the configuration shows it. */
function backendDifferences(
  { options }: PlanFile,
  expected: Readonly<Record<string, unknown>> = {},
): Difference[] {
  const planned = { [options.backend]: withoutNulls(options.backendSettings) };
  const address = "terraform";
  const differences =
    canonical(expected) === canonical(planned)
      ? []
      : jsonDifferences({ terraform: { backend: expected } }, { terraform: { backend: planned } });
  const workspace = ["", "default"].includes(options.workspace)
    ? []
    : [{ address, attribute: "workspace", expected: "default", planned: options.workspace }];
  return [
    ...differences.map((one) => ({ ...one, attribute: `${one.attribute} (saved in the plan)` })),
    ...workspace,
  ];
}

/** Terraform saves a backend's nested settings with every member that was not given, as null. */
function withoutNulls(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const given = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(given.map(([name, member]) => [name, withoutNulls(member)]));
}

function optionDifferences({
  options: { mode, targets, exclusions, forcedReplacements, variables },
}: PlanFile): Difference[] {
  const given = (option: string, values: readonly string[]) =>
    values.map((value) => ({ address: "tfplan", attribute: option, expected: "not given", planned: value }));
  return [
    ...given("-destroy or -refresh-only", mode === "normal" ? [] : [mode]),
    ...given("-target", targets),
    ...given("-exclude", exclusions),
    ...given("-replace", forcedReplacements),
    ...given("-var", variables),
  ];
}
