import { AWS_REGIONS } from "../../../../aws/regions";
import { offer } from "../../../../config/problems/nearest";
import { RemoteFaults } from "../../../../local-aws/control";
import {
  coversOperation,
  FAULT_KINDS,
  MEMBER_OPERATIONS,
  type FaultKind,
  type FaultRequest,
} from "../../../../local-aws/faults/fault";
import { findConfig, type ConfigOptions } from "../../../open-project";
import { runModeOf } from "../../../run-mode";
import { CommandError, EXIT, type Io } from "../../../terminal/io";
import { faultTable, faultText } from "./fault-text";

/** Words and flags of `orgduty local fault`. */
export interface FaultOptions
  extends ConfigOptions, Omit<FaultRequest, "kind" | "service" | "operation" | "members"> {
  /** A kind of fault, `list` or `clear`. */
  readonly what: FaultKind | "list" | "clear";
  /** `service:Operation` of the requests to strike; the number of the fault to clear. @default all */
  readonly which?: string;
  /** Accounts that stay unprocessed. @default all that the request names */
  readonly member?: readonly string[];
  /** Print one JSON document. @default false */
  readonly json?: boolean;
}

/** `orgduty local fault`: sets, lists and clears what goes wrong in the local AWS. The config need not be valid. */
export async function run(options: FaultOptions, io: Io): Promise<number> {
  const { what, which, json } = options;
  const mode = runModeOf({ aws: "local" }, findConfig(options, io), io);
  const faults = new RemoteFaults(mode.kind === "local" ? mode.endpoint : "");
  if (what === "list") {
    const found = await faults.list();
    io.out(json ? JSON.stringify(found, null, 2) : faultTable(found));
  } else if (what === "clear") {
    const cleared = await faults.clear(idOf(which));
    if (which !== undefined && cleared.length === 0)
      throw new CommandError(`there is no fault ${which}`, "./orgduty local fault list");
    io.out(json ? JSON.stringify(cleared, null, 2) : `cleared: ${cleared.length}`);
  } else {
    const request = requestOf(what, options);
    refuseUnknown(request, await faults.operations());
    const fault = await faults.add(request);
    io.out(json ? JSON.stringify(fault, null, 2) : faultText(fault));
  }
  return EXIT.fine;
}

function idOf(which: string | undefined): number | undefined {
  if (which === undefined) return undefined;
  if (!/^\d+$/.test(which))
    throw new CommandError(`"${which}" is no fault's number`, "./orgduty local fault list");
  return Number(which);
}

function requestOf(kind: FaultKind, options: FaultOptions): FaultRequest {
  const { which = "*", account, region, matching, times, after, seconds, member = [] } = options;
  const [service = "", operation = "*"] = which.split(":");
  const only = (flagName: string, isGiven: boolean, ...of: readonly FaultKind[]) => {
    if (isGiven && !of.includes(kind))
      throw new CommandError(
        `${flagName} is for ${of.join(" and ")}: ${kind} ${FAULT_KINDS[kind]}`,
        `leave ${flagName} out`,
      );
  };
  only("--after", after !== undefined, "cut", "delay");
  only("--seconds", seconds !== undefined, "delay");
  only("--member", member.length > 0, "unprocessed");
  const regions = AWS_REGIONS.map(({ name }) => name);
  if (region !== undefined && !regions.includes(region))
    throw new CommandError(`--region: "${region}" is no region`, offer(region, regions));
  for (const id of [...(account === undefined ? [] : [account]), ...member])
    if (!/^\d{12}$/.test(id)) throw new CommandError(`"${id}" is no account id`, "give its 12 digits");
  const given = { account, region, matching, times, after, seconds };
  return {
    ...{ kind, service, operation },
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    ...(member.length > 0 ? { members: member } : {}),
  };
}

/** Names the nearest service or operation in place of one that AWS does not have. */
function refuseUnknown(
  { service, operation, kind }: FaultRequest,
  known: Readonly<Record<string, readonly string[]>>,
): void {
  if (service === "*") {
    if (kind === "unprocessed") throw hasNoUnprocessed(service);
    return;
  }
  const operations = known[service];
  if (!operations)
    throw new CommandError(`the local AWS has no service "${service}"`, offer(service, Object.keys(known)));
  const covered = operations.filter((name) => coversOperation(operation, name));
  if (covered.length === 0)
    throw new CommandError(
      `${service} has no operation "${operation}"`,
      nearestOperation(operation, operations),
    );
  if (kind === "unprocessed" && !covered.some((name) => MEMBER_OPERATIONS.some((one) => one === name)))
    throw hasNoUnprocessed(`${service}:${operation}`);
}

/** A list of all would be hundreds. */
function nearestOperation(operation: string, operations: readonly string[]): string {
  const fix = offer(operation, operations);
  return fix.startsWith("did")
    ? fix
    : "operations are spelled as in AWS's API reference, e.g. CreateQueue or Create*";
}

function hasNoUnprocessed(what: string): CommandError {
  return new CommandError(
    `${what} answers without UnprocessedAccounts`,
    `name one of guardduty's ${MEMBER_OPERATIONS.join(", ")}, or guardduty:*`,
  );
}
