import type { Fault } from "../../../../local-aws/faults/fault";

/** Every fault as a line, for a person. */
export function faultTable(faults: readonly Fault[]): string {
  return faults.length === 0 ? "no faults are set" : faults.map(faultText).join("\n");
}

/** A fault as a line: its number, what it strikes, and how often it has. */
export function faultText(fault: Fault): string {
  const { id, kind, service, operation, account, region, matching, times, struck } = fault;
  const where = [
    ...(account === undefined ? [] : [`in ${account}`]),
    ...(region === undefined ? [] : [`in ${region}`]),
    ...(matching === undefined ? [] : [`with "${matching}"`]),
    ...detailsOf(fault),
  ];
  const what = service === "*" ? "everything" : `${service}:${operation}`;
  const often = times === undefined ? `struck ${struck}, until cleared` : `struck ${struck} of ${times}`;
  return [`${id}  ${kind} ${what}`, ...where, often].join("  ");
}

function detailsOf({ kind, after, seconds, members }: Fault): string[] {
  if (kind === "cut") return [after ? "after the effect" : "before any effect"];
  if (seconds !== undefined) return [`${seconds} s${after ? ", after the effect" : ""}`];
  return members === undefined ? [] : [`of ${members.join(", ")}`];
}
