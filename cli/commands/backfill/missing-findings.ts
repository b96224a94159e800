import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { OrgdutyConfig } from "../../../config/config";
import { isRegion, type Region } from "../../../config/regions";
import { CommandError, type Io } from "../../terminal/io";

/** Ids of the findings to send, by region. */
export type MissingFindings = ReadonlyMap<Region, readonly string[]>;

/** The parts of `verify --json` that are read here, as far as a file can be trusted to have them. */
interface ReportDocument {
  readonly name?: unknown;
  readonly reconciliation?: { readonly regions?: unknown };
}

const FIX = "./orgduty verify --reconcile 24h --json > FILE";

/**
 * The findings that a `verify --reconcile --json` named as missing.
 * @throws CommandError if the file is not such a report, or if it is about another config
 */
export function missingFindings(
  file: string,
  { name, regions }: Pick<OrgdutyConfig, "name" | "regions">,
  io: Io,
): MissingFindings {
  const report = readReport(resolve(io.cwd, file));
  const found = report.reconciliation?.regions;
  if (!Array.isArray(found)) throw new CommandError(`${file}: no report of verify --reconcile --json`, FIX);
  if (report.name !== name)
    throw new CommandError(`${file}: about the config ${JSON.stringify(report.name)}, not "${name}"`, FIX);
  const ids = new Map<Region, string[]>();
  for (const one of found.flatMap(missingIn)) {
    const { id, region } = one;
    const isKnown = isRegion(region) && regions.includes(region);
    if (!isKnown || typeof id !== "string" || id === "")
      throw new CommandError(`${file}: names a finding without an id, or in a region of no stack`, FIX);
    ids.set(region, [...(ids.get(region) ?? []), id]);
  }
  return ids;
}

function readReport(path: string): ReportDocument {
  try {
    return (JSON.parse(readFileSync(path, "utf8")) ?? {}) as ReportDocument;
  } catch (error) {
    throw new CommandError(`--from-report: ${(error as Error).message}`, FIX);
  }
}

/** The region is the one that was read, because that is where the finding is asked for again. */
function missingIn(region: unknown): { readonly id?: unknown; readonly region: string }[] {
  const { region: name, missing } = (region ?? {}) as { region?: unknown; missing?: unknown };
  if (!Array.isArray(missing)) return [];
  return missing.map((finding) => ({ id: (finding as { id?: unknown } | null)?.id, region: String(name) }));
}
