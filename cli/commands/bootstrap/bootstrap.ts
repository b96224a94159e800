import { EXIT, type Io } from "../../terminal/io";
import { outFlag, sayNext } from "../../terminal/next-step";
import type { ConfigOptions } from "../../open-project";
import type { ModeOptions } from "../../run-mode";
import { run as apply } from "../apply/apply";
import { run as plan } from "../plan/plan";
import { run as review } from "../review/review";

/** Flags of `orgduty bootstrap`. */
export interface BootstrapOptions extends ConfigOptions, ModeOptions {
  readonly out: string;
  /** Apply without asking. @default false: without a terminal it ends after the review */
  readonly yes?: boolean;
}

/** A plan of roles is applied at once or not at all. */
const MAX_AGE_HOURS = 1;

/** `orgduty bootstrap`: plans the stacks of the roles, reviews them, and applies them once that is confirmed. */
export async function run(options: BootstrapOptions, io: Io): Promise<number> {
  const { config, out, offline, aws, yes } = options;
  const shared = { ...(config !== undefined && { config }), out };
  const mode = { ...(offline && { offline }), ...(aws !== undefined && { aws }) };
  const planned = await plan({ ...shared, ...mode, bootstrap: true }, io);
  if (planned !== EXIT.fine) return planned;
  const reviewed = await review(shared, io);
  if (reviewed !== EXIT.fine || offline) return reviewed;
  if (!yes && !io.interactive) {
    sayNext(io, options, `apply${outFlag(out)} --yes`, "makes what was reviewed");
    return EXIT.fine;
  }
  return apply({ ...shared, ...mode, maxAge: MAX_AGE_HOURS, ...(yes && { yes }) }, io);
}
