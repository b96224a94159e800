import { tableOr, type Section } from "../../../drawing/report-model";
import type { Review } from "../review";

const COLUMNS = ["what", "attribute", "expected", "planned", "breaks", "accepted by", "where"];

/** How far the plan files match what the config produces; empty if there were no plan files to compare. */
export function conformance({ conformance: { compared, differences, code } }: Review): Section | undefined {
  if (compared.length === 0) return undefined;
  const rows = differences.map(({ address, attribute, expected, planned, breaks, waiver, stacks }) => [
    { code: address },
    attribute,
    { code: expected },
    { code: planned },
    breaks.join(", "),
    waiver ?? "nobody",
    stacks.join(", "),
  ]);
  const caption = "Differences from what the config makes";
  return {
    id: "conformance",
    heading: "Plan files and the config",
    lead: `Compared with what this config and ${code} make.`,
    blocks: tableOr(
      { caption, columns: COLUMNS, rows, isLong: true },
      `Each of ${compared.length} plan files holds the stack that the config makes.`,
    ),
  };
}
