import {
  paginateListAccountsForParent,
  paginateListOrganizationalUnitsForParent,
  paginateListRoots,
  type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import type { CallOptions } from "./read-live";

/** The names from the root down to each root and organizational unit, by its id. */
export type UnitPaths = ReadonlyMap<string, readonly string[]>;

/**
 * Walks the organization's tree. One call lists up to twenty units, and each unit without children takes a call of its
 * own.
 */
export async function readUnitPaths(client: OrganizationsClient, options: CallOptions): Promise<UnitPaths> {
  const paths = new Map<string, readonly string[]>();
  const waiting: string[] = [];
  const add = (id: string | undefined, path: readonly string[]) => {
    if (id === undefined) return;
    paths.set(id, path);
    waiting.push(id);
  };
  for await (const page of paginateListRoots({ client }, {}, options)) {
    for (const root of page.Roots ?? []) add(root.Id, [root.Name ?? "Root"]);
  }
  for (let parent = waiting.shift(); parent !== undefined; parent = waiting.shift()) {
    for await (const page of paginateListOrganizationalUnitsForParent(
      { client },
      { ParentId: parent },
      options,
    )) {
      for (const unit of page.OrganizationalUnits ?? []) {
        add(unit.Id, [...(paths.get(parent) ?? []), unit.Name ?? unit.Id ?? ""]);
      }
    }
  }
  return paths;
}

/**
 * The root or unit that each account is in, by account id. Needed only if ListAccounts returns no Paths: it lists every
 * account again, unit by unit.
 */
export async function readParents(
  client: OrganizationsClient,
  units: UnitPaths,
  options: CallOptions,
): Promise<Map<string, string>> {
  const parents = new Map<string, string>();
  for (const ParentId of units.keys()) {
    for await (const page of paginateListAccountsForParent({ client }, { ParentId }, options)) {
      for (const { Id } of page.Accounts ?? []) if (Id !== undefined) parents.set(Id, ParentId);
    }
  }
  return parents;
}

/** The root or unit at the end of an entity path: `o-.../r-.../ou-.../111111111111/` is in the `ou-`. */
export function parentIn(entityPath: string): string | undefined {
  return entityPath.split("/").findLast((step) => /^(r|ou)-/.test(step));
}
