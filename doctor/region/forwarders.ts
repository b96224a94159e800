import { UNREAD, type Read } from "../../aws-clients/attempts";
import { findingsNames } from "../../intent/findings-names";
import { fine, warning, type Finding } from "../line";
import type { BusReading } from "../read/rules";
import type { RegionWish } from "./wish";

/** Rules of others that take findings off the default bus. A rule without targets, or that AWS made, sends none on. */
export function judgeForwarders(
  { config, organization, region }: RegionWish,
  bus: Read<BusReading>,
): Finding[] {
  if (bus === UNREAD) return [];
  const own = findingsNames({ config, organization }, region).rule.name;
  const others = bus.takingFindings.filter(
    ({ name, targets, managedBy }) => name !== own && targets.length > 0 && managedBy === undefined,
  );
  if (others.length === 0) return [fine("forwarders", "no other rule takes findings")];
  return others.map(({ name, targets }) => {
    const what = organization.forwarding
      ? `the rule "${name}" takes findings as well: whoever reads both gets each finding twice`
      : `the rule "${name}" takes findings`;
    const disable = `aws events disable-rule --region ${region} --name '${name}'`;
    const fix = `if it leads to the same SIEM, once verify names nothing else: ${disable}`;
    return warning("forwarders", what, `sends to ${targets.join(", ")}`, fix);
  });
}
