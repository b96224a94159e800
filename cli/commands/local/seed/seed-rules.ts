import { partitionOf } from "../../../../aws/partitions";
import type { Mistake } from "../../../../config/problems/mistake";
import { shown } from "../../../../config/problems/shown";
import type { Project } from "../../../../organization/load-project";
import type { MessSeed, RegionSeed } from "../../../../local-aws/seed/messy-region";

type Checked = readonly [region: string, seed: RegionSeed, project: Pick<Project, "snapshots">];

/** What a seed says that AWS would refuse, or that names an account which the organization does not have. */
export function seedMistakes({ regions }: MessSeed, project: Pick<Project, "snapshots">): Mistake[] {
  return Object.entries(regions).flatMap(([region, seed]) =>
    RULES.flatMap((rule) =>
      rule([region, seed, project]).map((mistake) => ({
        ...mistake,
        path: ["regions", region, ...mistake.path],
      })),
    ),
  );
}

const RULES: readonly ((checked: Checked) => Mistake[])[] = [
  unknownPartition,
  unknownAccounts,
  strangersThatLeft,
  settingsOfNobody,
  removedUnderAll,
  partsWithoutDetector,
  twoRuntimes,
];

function accountsIn([region, , { snapshots }]: Checked): ReadonlySet<string> | undefined {
  const snapshot = snapshots[partitionOf(region)];
  return snapshot && new Set(snapshot.accounts.map(({ id }) => id));
}

function unknownPartition(checked: Checked): Mistake[] {
  if (accountsIn(checked)) return [];
  const message = `the config has no organization in ${partitionOf(checked[0])}`;
  return [{ path: [], message, fix: "remove the region, or add the organization to the config" }];
}

function unknownAccounts(checked: Checked): Mistake[] {
  const [, { accounts = {}, members = {}, delegatedTo }] = checked;
  const known = accountsIn(checked);
  const named: (readonly [string, readonly string[]])[] = [
    ...Object.keys(accounts).map((id) => [id, ["accounts", id]] as const),
    ...Object.entries(members)
      .filter(([, { state }]) => state !== "LEFT")
      .map(([id]) => [id, ["members", id]] as const),
    ...(delegatedTo === undefined ? [] : [[delegatedTo, ["delegatedTo"]] as const]),
  ];
  return named
    .filter(([id]) => known && !known.has(id))
    .map(([id, path]) => ({
      path: [...path],
      message: `${shown(id)} is not among the snapshot's accounts`,
      fix: "correct the id; a member that left the organization has state: LEFT",
    }));
}

function strangersThatLeft(checked: Checked): Mistake[] {
  const { accounts = [] } = checked[2].snapshots[partitionOf(checked[0])] ?? {};
  const mistakes = Object.entries(checked[1].members ?? {}).map(([id, { state }]): [string, string?] => {
    const account = accounts.find((one) => one.id === id);
    if (state === "LEFT" && account) return [id, "is among the snapshot's accounts: it did not leave"];
    return state === "CLOSED" && account?.state === "ACTIVE" ? [id, "is ACTIVE in the snapshot"] : [id];
  });
  return mistakes.flatMap(([id, why]) =>
    why === undefined
      ? []
      : [
          {
            path: ["members", id, "state"],
            message: `${shown(id)} ${why}`,
            fix: "state: ENABLED, or another",
          },
        ],
  );
}

function settingsOfNobody([, { delegatedTo, organization, members }]: Checked): Mistake[] {
  if (delegatedTo !== undefined || (!organization && !members)) return [];
  const path = [organization ? "organization" : "members"];
  return [{ path, message: "nobody administers the region", fix: "add delegatedTo" }];
}

/** Under ALL, AWS takes removed accounts up again. */
function removedUnderAll([, { organization, members = {} }]: Checked): Mistake[] {
  if (organization?.newAccounts !== "ALL") return [];
  return Object.entries(members)
    .filter(([, { state }]) => state === "REMOVED" || state === "SUSPENDED")
    .map(([id, { state }]) => ({
      path: ["members", id, "state"],
      message: `no member stays ${state} under newAccounts: ALL`,
      fix: "newAccounts: NEW, or another state",
    }));
}

function partsWithoutDetector([, { accounts = {} }]: Checked): Mistake[] {
  return Object.entries(accounts).flatMap(([id, { detector, ...account }]) =>
    detector
      ? []
      : (["filters", "lists"] as const)
          .filter((part) => account[part])
          .map((part) => ({
            path: ["accounts", id, part],
            message: `${part} belong to a detector, and the account has none`,
            fix: "add detector: {}",
          })),
  );
}

/** AWS refuses both kinds of Runtime Monitoring at once. */
function twoRuntimes([, { accounts = {}, organization }]: Checked): Mistake[] {
  const all = [
    ...Object.entries(accounts).map(
      ([id, { detector }]) => [["accounts", id, "detector", "features"], detector?.features] as const,
    ),
    [["organization", "features"], organization?.features] as const,
  ];
  const isOn = (value: string | undefined) => value !== undefined && value !== "DISABLED" && value !== "NONE";
  return all
    .filter(([, features = {}]) => isOn(features.RUNTIME_MONITORING) && isOn(features.EKS_RUNTIME_MONITORING))
    .map(([path]) => ({
      path: [...path, "EKS_RUNTIME_MONITORING"],
      message: "AWS has it beside RUNTIME_MONITORING only if one of them is off",
      fix: "turn one of the two off",
    }));
}
