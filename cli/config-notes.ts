import type { OrgdutyConfig } from "../config/config";
import { forwardingNotes } from "../intent/left-out-types";
import { relaysOutOfReach } from "../intent/relay-reach";
import { exceptionsOf, hasExpired, isWithinAYear } from "../plan-review/judge/process/exceptions";
import { CommandError } from "./terminal/io";

/**
 * What is allowed in a config and yet deserves a word before anything is planned: finding types left out, a relay that
 * only a rehearsal reaches, exceptions that the review will not accept.
 */
export function configNotes(config: OrgdutyConfig, now: Date): string[] {
  const relays = relaysOutOfReach(config).map(
    ({ host, why }) => `relay ${host} ${why}: a live plan refuses it`,
  );
  return [...forwardingNotes(config), ...relays, ...exceptionNotes(config, now)];
}

function exceptionNotes(config: OrgdutyConfig, now: Date): string[] {
  return exceptionsOf(config).flatMap(({ path, until }) => {
    if (hasExpired(until, now)) return [`${path} expired on ${until}: the review fails`];
    const isOfARule = path.startsWith("review.");
    if (!isOfARule || isWithinAYear(until, now)) return [];
    const fault = until === undefined ? "has no until" : `lasts until ${until}, over a year`;
    return [`${path} ${fault}: the review does not accept it`];
  });
}

/** Refuses a deployment whose forwarders could not reach the relay. Throws a CommandError that names each. */
export function refuseRelaysOutOfReach(config: OrgdutyConfig): void {
  const [first, ...others] = relaysOutOfReach(config);
  if (first === undefined) return;
  const rest = others.map(({ host, why }) => `; relay ${host} ${why}`).join("");
  throw new CommandError(`relay ${first.host} ${first.why}${rest}`, first.fix);
}
