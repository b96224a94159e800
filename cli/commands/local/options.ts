import { CommandError } from "../../terminal/io";
import { readLocalRecord } from "../../local-record";
import type { ConfigOptions } from "../../open-project";

/** Flags of `orgduty local`. Only starting takes a port: a running local AWS is found by its config. */
export interface LocalOptions extends ConfigOptions {
  /** The port to listen on. @default any free port */
  readonly port?: number;
  /** A YAML file with what is in AWS before orgduty comes. @default an organization without GuardDuty */
  readonly seed?: string;
  /** Refuse what roles may not do; a folder has policies in place of the printed ones. @default everybody may do everything */
  readonly enforce?: boolean | string;
}

/** How long a local AWS may take to end: it ends its functions and moto, and saves GuardDuty's state. */
export const STOP_MILLISECONDS = 10_000;

/** @throws CommandError if a local AWS runs for a folder already */
export function refuseSecond(folder: string): void {
  const running = readLocalRecord(folder);
  if (running)
    throw new CommandError(`a local AWS is already running: ${running.url}`, "./orgduty local stop");
}
