import type { ForwardingConfig } from "../../config/config";

/**
 * Finding types that GuardDuty offers in every region, and the severity of their samples.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-active.html
 */
const KNOWN = [
  { type: "CryptoCurrency:EC2/BitcoinTool.B!DNS", severity: 8 },
  { type: "AttackSequence:IAM/CompromisedCredentials", severity: 9 },
];

/**
 * A type of sample finding that the config's own filter accepts. A filter names prefixes. A prefix that is a whole type
 * is used as it is, unless the config asks for a severity, because the severity is known for few types only. Undefined
 * if no known type is accepted.
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
