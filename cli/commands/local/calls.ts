import { recordedCalls, type Call } from "../../../local-aws/permissions/calls";
import { findConfig, type ConfigOptions } from "../../open-project";
import { runModeOf } from "../../run-mode";
import { EXIT, type Io } from "../../terminal/io";

/** Flags of `orgduty local calls`. */
export interface CallsOptions extends ConfigOptions {
  /** Show only what was refused. @default false */
  readonly refused?: boolean;
  /** Forget the calls afterwards. @default false */
  readonly clear?: boolean;
  /** Print one JSON document. @default false */
  readonly json?: boolean;
}

/** `orgduty local calls`: what each role and user did in a local AWS that enforces permissions. */
export async function run(options: CallsOptions, io: Io): Promise<number> {
  const { refused = false, clear = false, json = false } = options;
  const mode = runModeOf({ aws: "local" }, findConfig(options, io), io);
  const all = await recordedCalls(mode.kind === "local" ? mode.endpoint : "", clear);
  const calls = all.filter(({ isAllowed }) => !refused || !isAllowed);
  if (json) io.out(JSON.stringify({ schemaVersion: 1, calls }, null, 2));
  else io.out(calls.length === 0 ? nothing(refused) : textOf(calls));
  return EXIT.fine;
}

function nothing(refused: boolean): string {
  return refused
    ? "nothing was refused"
    : "no role or user has called: ./orgduty local start --enforce records what they do";
}

/** Each caller, and below it what was demanded of it. */
function textOf(calls: readonly Call[]): string {
  const callers = [...new Set(calls.map(({ caller }) => caller))];
  return callers
    .map((caller) => [caller, ...calls.filter((call) => call.caller === caller).map(lineOf)].join("\n"))
    .join("\n\n");
}

function lineOf({ action, operation, resource, region, isAllowed, times, why }: Call): string {
  const on = resource === undefined ? "" : ` on ${resource}`;
  const by = action === operation ? "" : `, for ${operation}`;
  const line = `  ${isAllowed ? "allowed" : "refused"}  ${action}${on} (${region}${by}, ${times} ×)`;
  return why === undefined ? line : `${line}\n           ${why}`;
}
