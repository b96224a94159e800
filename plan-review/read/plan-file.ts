import { leastVersion } from "../../config/engine-versions";
import { UnreadablePlanError } from "./read-plan";
import { planOptions, type PlanOptions } from "./plan-options";
import { ZipError, zipEntries, type ZipEntry } from "./zip-entries";

/** What a saved plan holds beside the plan itself. This is exactly the configuration that applying it will use. */
export interface PlanFile {
  /** The stack's configuration, byte for byte. */
  readonly configuration: Buffer;
  /**
   * Every other file that Terraform took from the stack's folder, by name: overrides, and files that someone put
   * there.
   */
  readonly others: ReadonlyMap<string, Buffer>;
  /** Keys of all modules other than the root, and of modules that contain files. */
  readonly modules: readonly string[];
  /** The lock file as Terraform saved it. */
  readonly lockFile: string;
  /** The options that the plan was made with: backend, targets, variables. */
  readonly options: PlanOptions;
}

const STACK = "cdk.tf.json";
const PLAN = "tfplan";
const LOCK = ".terraform.lock.hcl";
const MODULES = "tfconfig/modules.json";
const ROOT = "tfconfig/m-/";
/** Source: https://github.com/opentofu/opentofu/blob/main/internal/plans/planfile/schemas.go */
const SCHEMAS = "tfschemas";
const STATES = ["tfstate", "tfstate-prev"];

/** 16 MB are enough for a stack of 50,000 members; a plan of those is larger. */
const MOST_BYTES = 64 * 2 ** 20;
const MOST_PLAN_BYTES = 512 * 2 ** 20;
const MOST_ENTRIES = 100;

/**
 * Reads a plan file without Terraform. It unpacks only what it needs, and only after checking that the size is
 * reasonable.
 * @throws UnreadablePlanError
 */
export function readPlanFile(bytes: Buffer, stack: string): PlanFile {
  try {
    return read(bytes);
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    throw new UnreadablePlanError(stack, error.message, { cause: error }, "plan.tfplan");
  }
}

function read(bytes: Buffer): PlanFile {
  if (bytes.subarray(0, 1).toString() === "{")
    throw new ZipError("encrypted by OpenTofu, so nobody can read what it holds");
  const entries = zipEntries(bytes);
  if (entries.length > MOST_ENTRIES)
    throw new ZipError(`${entries.length} files, where a stack's plan has seven`);
  const named = new Map(entries.map((entry) => [entry.name, entry]));
  if (named.has(SCHEMAS))
    throw new ZipError(
      `${SCHEMAS} in it: by this OpenTofu shows what the plan holds, and not by the provider that applies it; plan with OpenTofu 1.12 or Terraform`,
    );
  const own = entries.filter(({ name }) => name.startsWith(ROOT));
  return {
    configuration: content(named, `${ROOT}${STACK}`),
    others: new Map([
      ...own.filter(({ name }) => name !== `${ROOT}${STACK}`).map((entry) => otherFile(entry)),
      ...entries
        .filter(({ name }) => isForeign(name))
        .map((entry): [string, Buffer] => [entry.name, Buffer.alloc(0)]),
    ]),
    modules: modulesIn(content(named, MODULES).toString("utf8"), entries),
    lockFile: content(named, LOCK).toString("utf8"),
    options: planOptions(content(named, PLAN, MOST_PLAN_BYTES)),
  };
}

function content(named: ReadonlyMap<string, ZipEntry>, name: string, most = MOST_BYTES): Buffer {
  const entry = named.get(name);
  if (!entry)
    throw new ZipError(
      `no ${name} in it: not a plan that Terraform ${leastVersion("Terraform")} or later saved of a stack`,
    );
  if (entry.bytes > most) throw new ZipError(`${name} would be ${entry.bytes} bytes, more than any stack's`);
  return entry.read();
}

function otherFile(entry: ZipEntry): [string, Buffer] {
  return [entry.name.slice(ROOT.length), content(new Map([[entry.name, entry]]), entry.name)];
}

/** Whether no plan file of a stack without modules contains this name. */
function isForeign(name: string): boolean {
  return ![PLAN, LOCK, MODULES, ...STATES].includes(name) && !/^tfconfig\/m-[^/]*\/./.test(name);
}

function modulesIn(text: string, entries: readonly ZipEntry[]): string[] {
  const keys = manifestKeys(text).filter((key) => key !== "");
  const withFiles = entries.flatMap(({ name }) => /^tfconfig\/m-([^/]+)\//.exec(name)?.[1] ?? []);
  return [...new Set([...keys, ...withFiles])];
}

/** Source: https://github.com/hashicorp/terraform/blob/main/internal/plans/planfile/config_snapshot.go */
function manifestKeys(text: string): string[] {
  try {
    return (JSON.parse(text) as { Key: string }[]).map(({ Key }) => String(Key));
  } catch {
    throw new ZipError(`${MODULES} is not what Terraform writes`);
  }
}
