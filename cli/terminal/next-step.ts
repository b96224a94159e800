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
export function sayNext(io: Io, flags: CarriedFlags, command: string, why: string): void {
  if (!flags.json) io.err(`next: ${nextCommand(flags, command)}   # ${why}`);
}

/** A command with the flags that it takes over from this one, ready to copy. */
export function nextCommand({ config, aws, bootstrap }: CarriedFlags, command: string): string {
  const flags = [
    ...(bootstrap && /^(state|drift)/.test(command) ? ["--bootstrap"] : []),
    ...(aws && !command.startsWith("review") ? [`--aws ${aws}`] : []),
    ...(config === undefined ? [] : [`--config ${quoted(config)}`]),
  ];
  return ["./orgduty", command, ...flags].join(" ");
}

/** The `--out` flag for a folder that is not the default. */
export function outFlag(out: string, usual = "plans"): string {
  return out === usual ? "" : ` --out ${quoted(out)}`;
}

/** A word as a shell reads it back. */
export function quoted(word: string): string {
  return /^[\w./:@=+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
