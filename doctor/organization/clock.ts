import { blocker, fine, outOfReach, warning, type Finding } from "../line";

/** AWS refuses signatures that are five minutes off. */
const REFUSED_MS = 5 * 60_000;
const NOTED_MS = 60_000;
const FIX = "set it from the network: sudo timedatectl set-ntp true";

/** This machine's clock against AWS's. @param clockMs AWS's less this machine's */
export function judgeClock(clockMs: number | undefined): Finding {
  if (clockMs === undefined)
    return outOfReach("clock", "this machine's clock", "no answer of AWS had a date", "sign in first");
  const seconds = Math.round(Math.abs(clockMs) / 1000);
  const evidence = `${seconds} s ${clockMs > 0 ? "behind" : "ahead of"} AWS`;
  if (Math.abs(clockMs) >= REFUSED_MS)
    return blocker("clock", "the clock is so far off that AWS refuses signatures", evidence, FIX);
  if (Math.abs(clockMs) >= NOTED_MS) return warning("clock", "the clock is off", evidence, FIX);
  return fine("clock", "the clock is right", evidence);
}
