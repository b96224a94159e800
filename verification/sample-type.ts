import type { ForwardingConfig } from "../config/config";

/** GuardDuty offers it in every region, and its severity, 8, passes any but the strictest filter. */
const DEFAULT_TYPE = "CryptoCurrency:EC2/BitcoinTool.B!DNS";

/**
 * A type of sample finding that the config's own filter lets pass. A filter names prefixes: one that is a whole type is taken
 * as it is. Undefined where none is known to pass.
 */
export function sampleTypeFor(
  forwarding: Pick<ForwardingConfig, "findingTypes"> | undefined,
): string | undefined {
  const prefixes = forwarding?.findingTypes ?? [];
  if (prefixes.length === 0 || prefixes.some((prefix) => DEFAULT_TYPE.startsWith(prefix)))
    return DEFAULT_TYPE;
  return prefixes.find((prefix) => /^[A-Za-z]+:[A-Za-z0-9]+\/[\w.&!]+$/.test(prefix));
}
