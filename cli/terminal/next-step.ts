import type { Io } from "./io";

/** Flags that the next command needs as well, because this one had them. */
export interface CarriedFlags {
  readonly config?: string;
  readonly aws?: string;
  readonly json?: boolean;
  readonly bootstrap?: boolean;
}

/**
 * Says on stderr which command makes sense now, ready to copy. It is quiet with `--json`, which a program reads.
 * @param why completes the sentence, e.g. "reads what is really on"
 */
export function sayNext(
  io: Io,
  { config, aws, json, bootstrap }: CarriedFlags,
  command: string,
  why: string,
): void {
  if (json) return;
  const flags = [
    ...(bootstrap && /^(state|drift)/.test(command) ? ["--bootstrap"] : []),
    ...(aws && !command.startsWith("review") ? [`--aws ${aws}`] : []),
    ...(config === undefined ? [] : [`--config ${quoted(config)}`]),
  ];
  io.err(`next: ${["./orgduty", command, ...flags].join(" ")}   # ${why}`);
}

/** The `--out` flag for a folder that is not the default. */
export function outFlag(out: string, usual = "plans"): string {
  return out === usual ? "" : ` --out ${quoted(out)}`;
}

/** A word as a shell reads it back. */
export function quoted(word: string): string {
  return /^[\w./:@=+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
