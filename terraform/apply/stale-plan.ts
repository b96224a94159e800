import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";
import { terraform, type StackRun } from "../engine/stack-run";

/** What tells one version of a state from another. */
interface StateVersion {
  readonly lineage?: string;
  readonly serial?: number;
}

/**
 * Whether a stack's state has moved on since the plan was made, as Terraform decides it: by lineage and serial. Known before anything is
 * done, because what apply does beside Terraform must not be done for a plan that Terraform refuses.
 * @throws StackError if the state cannot be read
 */
export async function isStale(run: StackRun, planFile: string): Promise<boolean> {
  const planned = plannedState(readFileSync(planFile));
  const text = await terraform(run, "state", ["pull"]);
  if (text.trim() === "") return false; // There is none yet; where one was lost, Terraform says so itself.
  const { lineage, serial } = JSON.parse(text) as StateVersion;
  return lineage !== planned.lineage || serial !== planned.serial;
}

/**
 * Whether a fresh plan of the same stack changes nothing: then a plan that is stale was applied already, or needs no applying.
 * Reads AWS, and writes nothing.
 */
export async function hasNothingToDo(run: StackRun): Promise<boolean> {
  try {
    await terraform(run, "plan", ["-detailed-exitcode", "-input=false", "-no-color", "-compact-warnings"]);
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === "AbortError") throw error;
    return false; // Changes, or an error: either way the plan at hand is not applied, and the operator plans again.
  }
}

const CENTRAL = Buffer.from("PK\x01\x02");
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;

/** A plan file is a zip; its entry `tfstate` is the state that it was planned from. */
function plannedState(zip: Buffer): StateVersion {
  for (let at = zip.indexOf(CENTRAL); at >= 0; at = zip.indexOf(CENTRAL, at + 1)) {
    const name = zip.toString("utf8", at + CENTRAL_BYTES, at + CENTRAL_BYTES + zip.readUInt16LE(at + 28));
    if (name !== "tfstate") continue;
    const local = zip.readUInt32LE(at + 42);
    const start = local + LOCAL_BYTES + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    const isStored = zip.readUInt16LE(at + 10) === 0;
    return JSON.parse((isStored ? packed : inflateRawSync(packed)).toString("utf8")) as StateVersion;
  }
  throw new Error("the plan file holds no state: it is none of Terraform's");
}
