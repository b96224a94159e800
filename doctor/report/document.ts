import { visibleDeep } from "../../drawing/text";
import type { CheckId } from "../checks";
import type { Diagnosis } from "../doctor";
import type { Line } from "../line";
import type { Migration } from "../migration";
import { verdictOf, type Verdict } from "./verdict";

interface Place {
  readonly check: CheckId;
  readonly partition: string;
  readonly account?: string;
  readonly region?: string;
}

/** What `doctor --json` prints. docs/doctor.md describes it. */
export interface DoctorDocument {
  readonly schemaVersion: 1;
  readonly name: string;
  readonly checkedAt: string;
  readonly regions: readonly string[];
  readonly verdict: Verdict;
  readonly problems: readonly (Place & {
    readonly severity: "blocker" | "warning";
    readonly what: string;
    readonly evidence: string;
    readonly fix: string;
  })[];
  readonly unchecked: readonly (Place & {
    readonly what: string;
    readonly reason: string;
    readonly fix: string;
    /** Whether nobody could check it from here. If not, AWS refused or failed, and the exit code is 1. */
    readonly isOutOfReach: boolean;
  })[];
  readonly fine: readonly (Place & { readonly what: string; readonly evidence: string })[];
  readonly migrations: readonly Migration[];
  readonly calls: number;
  readonly retries: number;
}

/** Text from outside, such as an account's name, has its invisible characters shown. */
export function doctorDocument(diagnosis: Diagnosis): DoctorDocument {
  const { name, checkedAt, regions, lines, migrations, calls, retries } = diagnosis;
  return visibleDeep<DoctorDocument>({
    ...{ schemaVersion: 1, name, checkedAt, regions, verdict: verdictOf(diagnosis) },
    problems: lines.flatMap((line) => {
      const { outcome, what, evidence, fix } = line;
      if (outcome !== "blocker" && outcome !== "warning") return [];
      return [{ severity: outcome, ...placeOf(line), what, evidence, fix }];
    }),
    unchecked: lines.flatMap((line) => {
      const { outcome, what, evidence: reason, fix } = line;
      if (outcome !== "unchecked" && outcome !== "out-of-reach") return [];
      return [{ ...placeOf(line), what, reason, fix, isOutOfReach: outcome === "out-of-reach" }];
    }),
    fine: lines.flatMap((line) =>
      line.outcome === "fine" ? [{ ...placeOf(line), what: line.what, evidence: line.evidence }] : [],
    ),
    ...{ migrations, calls, retries },
  });
}

function placeOf({ check, partition, account, region }: Line): Place {
  return {
    ...{ check, partition },
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
  };
}
