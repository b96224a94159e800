import { code, type Cell, type Section } from "../../../drawing/report-model";
import type { Review } from "../review";

/** Hashes, commit and versions of what was reviewed. */
export function provenance(review: Review): Section {
  const { plans } = review.provenance;
  const columns = ["stack", "plan.json", "plan.tfplan"];
  const rows = plans.map(({ stack, planJsonSha256, planSha256 }) => [
    stack,
    ...[planJsonSha256, planSha256].map(code),
  ]);
  return {
    id: "provenance",
    heading: "Provenance",
    blocks: [
      { kind: "facts", caption: "What was reviewed", facts: factsOf(review) },
      { kind: "table", caption: "SHA-256 of each plan", columns, rows, firstRows: 3 },
    ],
  };
}

function factsOf({ provenance, reviewedAt }: Review): (readonly [string, Cell])[] {
  const { config, snapshots, git, versions, mode, plannedAt, command, altered } = provenance;
  return [
    ["reviewed", reviewedAt],
    ["planned", `${plannedAt}, ${mode}`],
    ["command", code(command)],
    ["commit", git ? `${git.commit}${git.clean ? "" : ", with uncommitted changes"}` : "not a git checkout"],
    ...(git ? [["tree", git.tree] as const] : []),
    ...Object.entries(versions),
    ["config", fileCell(config)],
    ...Object.values(snapshots).map((snapshot) => ["snapshot", fileCell(snapshot)] as const),
    ...altered.map((file) => [file, { label: "is not what the manifest recorded", tone: "bad" }] as const),
  ];
}

function fileCell({ path, sha256 }: { readonly path: string; readonly sha256: string }): Cell {
  return [[code(path), "sha256", code(sha256)]];
}
