import type { Partition } from "../../aws/partitions";
import type { ChangeLine } from "../judge/changes";
import type { ConformanceReport } from "./conformance-report";
import type { CoverageFigure } from "./figures/coverage-figure";
import type { KeptReport } from "./kept-report";
import type { LineCommit } from "./figures/line-commit";
import type { ControlReport } from "../judge/plans/controls";
import type { CoverageState } from "../judge/coverage/coverage-matrix";
import type { NamedException } from "../judge/process/exceptions";
import type { FindingsPath } from "../judge/delivery/path/findings-path";
import type { RuleReport } from "../judge/judge-rules";
import type { PlanMatrix } from "../judge/plans/protection-plan-matrix";
import type { MemberChanges } from "../judge/settings/member-changes";
import type { SettingChanges } from "../judge/settings/setting-changes";
import type { UnknownLine } from "../judge/unknowns";

/** An account as it is named in a matrix. */
export interface AccountEntry {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** The path of organizational units from the root down, joined by slashes. */
  readonly unit: string;
}

/** Accounts whose cells are the same. They share one row of a matrix. */
export interface CoverageGroup {
  readonly accounts: readonly AccountEntry[];
  /** In the order of the matrix's regions. */
  readonly cells: readonly { readonly state: CoverageState; readonly because: string }[];
}

/** A partition's coverage. Accounts that are alike are grouped, because an organization may have thousands. */
export interface CoverageTable {
  readonly partition: Partition;
  readonly regions: readonly string[];
  readonly groups: readonly CoverageGroup[];
}

/** The hashes and versions that tie the review to what was planned. */
export interface Provenance {
  readonly config: { readonly path: string; readonly sha256: string };
  readonly snapshots: Readonly<Record<string, { readonly path: string; readonly sha256: string }>>;
  readonly git: { readonly commit: string; readonly tree: string; readonly clean: boolean } | null;
  readonly versions: Readonly<Record<string, string>>;
  readonly mode: "offline" | "local" | "live";
  readonly plannedAt: string;
  readonly command: string;
  readonly plans: readonly {
    readonly stack: string;
    /** The SHA-256 of plan.tfplan, or the one that the manifest records if the file is missing. */
    readonly planSha256: string;
    /** The SHA-256 of the plan.json that was reviewed. */
    readonly planJsonSha256: string;
    /** The files that Terraform reads when it applies, e.g. the forwarder's zip. */
    readonly assets: readonly { readonly path: string; readonly sha256: string }[];
  }[];
  /** The SHA-256 of the manifest's content with its keys sorted, so that a signature binds all of it. */
  readonly manifestSha256: string;
  /**
   * Plan files, config and snapshots whose bytes differ from what the manifest recorded. Any of them fails the
   * verdict.
   */
  readonly altered: readonly string[];
}

/** The result of the review. `passed` decides the exit code. */
export interface Verdict {
  readonly passed: boolean;
  /** Whether AWS itself was asked. What passes without that shows a first apply and can never be applied to AWS. */
  readonly live: boolean;
  /** The verdict in one line. */
  readonly headline: string;
  /** One paragraph on what happens if the plans are applied. */
  readonly summary: string;
}

/** A review: everything that its HTML, Markdown, JSON and SARIF contain. */
export interface Review {
  readonly schemaVersion: 1;
  readonly name: string;
  readonly reviewedAt: string;
  readonly verdict: Verdict;
  readonly rules: readonly RuleReport[];
  readonly changes: readonly ChangeLine[];
  readonly unknowns: readonly UnknownLine[];
  /** What AWS had when it was planned, against what the plans make of it. */
  readonly settings: SettingChanges;
  /** The same for the plans of members that GuardDuty has already, as far as the snapshot has them. */
  readonly members: MemberChanges;
  /** What somebody keeps in GuardDuty that the config does not name: it stays. */
  readonly kept: KeptReport;
  readonly drift: readonly {
    readonly stack: string;
    readonly address: string;
    readonly attributes: readonly string[];
  }[];
  /** The coverage of each partition as one figure, with what lowers it. */
  readonly figures: readonly CoverageFigure[];
  readonly coverage: readonly CoverageTable[];
  readonly protectionPlans: PlanMatrix;
  readonly findingsPaths: readonly FindingsPath[];
  readonly controls: readonly ControlReport[];
  readonly conformance: ConformanceReport;
  readonly exceptions: readonly NamedException[];
  readonly provenance: Provenance;
  /** The commit of what the config accepts, by the path in the config. Absent if no one looked. */
  readonly commits?: Readonly<Record<string, LineCommit>>;
  /** The differences from an earlier review; absent if there was none to compare with. */
  readonly since?: Comparison;
}

/** What changed since an earlier review. */
export interface Comparison {
  readonly reviewedAt: string;
  readonly differences: readonly Difference[];
}

/** One difference from the earlier review, in words. */
export interface Difference {
  readonly what: string;
  /** Every place that has this difference, if `what` names only the first of them. */
  readonly places?: readonly string[];
  readonly was: string;
  readonly is: string;
}
