import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { OrgdutyConfig } from "../../../config/config";
import type { Journal } from "../../../off-boarding/journal";
import type { DestroyOutcome } from "./destroy-all";
import { destroyText, membersLeft } from "./destroy-text";
import { EXIT, type Io } from "../../terminal/io";
import type { StrayState } from "../../../plans-folder/local-states";

/** Prints the result of a destroy, and ends its journal if nothing is left to do. Returns the exit code. */
export function concludeDestroy(
  {
    config,
    ...outcome
  }: DestroyOutcome & {
    readonly config: OrgdutyConfig;
    readonly strayStates: readonly StrayState[];
  },
  journal: Journal,
  options: { readonly out?: string; readonly json?: boolean },
  io: Io,
): number {
  const { destroyed, failed, notStarted } = outcome;
  const { unfinished } = journal;
  const left = membersLeft(journal);
  for (const [stack, message] of Object.entries(failed)) io.err(`\n${stack}: ${message}`);
  const membersStill = left.filter(({ isMember }) => isMember);
  const membersGone = left.filter(({ isMember }) => !isMember);
  const document = JSON.stringify(
    { schemaVersion: 1, ...outcome, unfinished, membersLeft: membersGone, membersStill },
    null,
    2,
  );
  if (options.out) writeFileSync(resolve(io.cwd, options.out), `${document}\n`);
  io.out(options.json ? document : destroyText({ config, ...outcome, unfinished }, left));
  if (Object.keys(failed).length + notStarted.length > 0) return EXIT.error;
  journal.close();
  // The stack is gone, but a member refused the role.
  return destroyed.some((stack) => unfinished.includes(stack)) ? EXIT.error : EXIT.fine;
}
