import { isDeepStrictEqual } from "node:util";
import { OperatorError } from "../../config/problems/operator-error";
import type { StateAt, StateContent } from "./state-at";

/** A state's two places. */
export interface StateMove {
  readonly source: Pick<StateAt, "read">;
  readonly target: Pick<StateAt, "read" | "write">;
}

/** What was found, or done. `ahead`: the target was changed after an earlier copy, and is kept. */
export type MoveOutcome = "copied" | "same" | "ahead" | "no state";

/**
 * Copies a state and compares what arrived with what was sent: lineage, serial and every other value. Run again after an interruption, it
 * finds what is done. Neither place loses anything: the source stays, and no other or newer state is overwritten.
 * @throws OperatorError if the target holds another state, or the source changed meanwhile
 */
export async function moveState({ source, target }: StateMove): Promise<MoveOutcome> {
  const [from, there] = [await source.read(), await target.read()];
  // A state without resources has nothing that another one at the target would lose.
  if (!from || (from.resources === 0 && there)) return there ? "same" : "no state";
  const done = there && earlierCopy(from, there);
  if (done) return done;
  const arrived = await copy(from, target, there);
  if (!arrived || !isCopyOf(arrived, from))
    throw new OperatorError(
      `the copy is not what was sent: ${told(arrived)} arrived of ${told(from)}`,
      "nothing was switched; look who else writes to the target, then run it again",
    );
  const after = await source.read();
  if (after?.text !== from.text)
    throw new OperatorError(
      `the source was changed while it was copied: ${told(from)} became ${told(after)}`,
      "wait until whoever applies has finished, then run it again",
    );
  return "copied";
}

/**
 * Terraform gives a state that it creates in a bucket a lineage and a serial of its own. Written a second time, with
 * force, it keeps its own. Only what this copy created is overwritten like that.
 */
async function copy(
  from: StateContent,
  target: StateMove["target"],
  there: StateContent | undefined,
): Promise<StateContent | undefined> {
  if (!there || there.lineage === from.lineage) await target.write(from);
  const first = await target.read();
  if (!first || isCopyOf(first, from) || !isSameExceptOrigin(first, from)) return first;
  await target.write(from, true);
  return target.read();
}

/** The same content and lineage. Terraform raises the serial by one if it writes with force. */
function isCopyOf(there: StateContent, from: StateContent): boolean {
  const isNotOlder = there.serial >= from.serial;
  return there.lineage === from.lineage && isNotOlder && isSameExceptOrigin(there, from);
}

function isSameExceptOrigin(one: StateContent, other: StateContent): boolean {
  const rest = ({ text }: StateContent) => ({
    ...(JSON.parse(text) as object),
    ...{ lineage: "", serial: 0, terraform_version: "" },
  });
  return isDeepStrictEqual(rest(one), rest(other));
}

/** What an earlier run did. Undefined if the source is still to be copied. */
function earlierCopy(from: StateContent, there: StateContent): MoveOutcome | undefined {
  // An earlier run was cut off between its two writes.
  if (there.lineage !== from.lineage && there.serial === 1 && isSameExceptOrigin(there, from))
    return undefined;
  if (there.lineage !== from.lineage)
    throw new OperatorError(
      `the target holds another state: ${told(there)}, not ${told(from)}`,
      "move or delete the target's state if it is not needed, or name another keyPrefix",
    );
  if (isCopyOf(there, from)) return "same";
  if (there.serial > from.serial) return "ahead";
  if (there.serial < from.serial) return undefined;
  throw new OperatorError(
    `both places hold serial ${from.serial} of the same state, with different content`,
    "find out which one was applied last (terraform state pull), and delete the other",
  );
}

function told(content: StateContent | undefined): string {
  if (!content) return "no state";
  const { lineage, serial, resources } = content;
  return `serial ${serial} of lineage ${lineage.slice(0, 8)} with ${resources} resources`;
}
