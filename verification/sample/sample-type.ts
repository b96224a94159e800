import type { ForwardingConfig } from "../../config/config";

/**
 * Types that GuardDuty offers in every region, and how severe their samples are.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-active.html
 */
const KNOWN = [
  { type: "CryptoCurrency:EC2/BitcoinTool.B!DNS", severity: 8 },
  { type: "AttackSequence:IAM/CompromisedCredentials", severity: 9 },
];

/**
 * A type of sample finding that the config's own filter lets pass. A filter names prefixes: one that is a whole type is taken
 * as it is, unless a severity is asked for, which is known of few types. Undefined where none is known to pass.
 */
export function sampleTypeFor(
  forwarding: Pick<ForwardingConfig, "findingTypes" | "minimumSeverity"> | undefined,
): string | undefined {
  const { findingTypes: prefixes = [], minimumSeverity } = forwarding ?? {};
  const isPicked = (type: string) =>
    prefixes.length === 0 || prefixes.some((prefix) => type.startsWith(prefix));
  const known = KNOWN.find(({ type, severity }) => isPicked(type) && severity >= (minimumSeverity ?? 0));
  if (known) return known.type;
  if (minimumSeverity !== undefined) return undefined;
  return prefixes.find((prefix) => /^[A-Za-z]+:[A-Za-z0-9]+\/[\w.&!]+$/.test(prefix));
}
