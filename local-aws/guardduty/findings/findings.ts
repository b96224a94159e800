import { TEXT, badRequest, memberMayNot } from "../protocol/errors";
import { oneOf } from "../detectors/features";
import { meetsCriteria, valuesAt } from "./finding-criteria";
import { page, type PageRequest } from "../protocol/pages";
import { placeKey, type Detector, type Finding } from "../state";
import { ownDetector, type Call, type World } from "../world";

interface SortCriteria {
  attributeName?: string;
  orderBy?: "ASC" | "DESC";
}

/** The ids of the findings that meet the criteria. An administrator also sees its members' findings. */
export function listFindings(world: World, call: Call): unknown {
  const found = visibleFindings(world, ownDetector(world, call)).filter((finding) =>
    meetsCriteria(finding, call.body.findingCriteria),
  );
  const ids = sorted(found, call.body.sortCriteria as SortCriteria | undefined).map(({ id }) => id);
  return page("findingIds", ids, call.body as PageRequest);
}

/** Findings by id, in the order requested. */
export function getFindings(world: World, call: Call): unknown {
  const found = findingsNamed(world, call);
  const findings = sorted(found, call.body.sortCriteria as SortCriteria | undefined);
  return { findings: findings.map(findingView) };
}

/**
 * A finding as the API returns it. Events and criteria have a member of `additionalInfo` that marks a sample; here only
 * the text `value` in it does.
 */
function findingView(finding: Finding): Finding {
  const { value, type } = finding.service.additionalInfo;
  return { ...finding, service: { ...finding.service, additionalInfo: { value, type } } };
}

/** Archives findings. Refused to members: only their administrator may archive. */
export function archiveFindings(world: World, call: Call): unknown {
  return setArchived(world, call, true);
}

/** Unarchives findings. Refused to members, too. */
export function unarchiveFindings(world: World, call: Call): unknown {
  return setArchived(world, call, false);
}

/** Counts findings that meet the criteria, by severity or by the field in `groupBy`. */
export function getFindingsStatistics(world: World, call: Call): unknown {
  const found = visibleFindings(world, ownDetector(world, call)).filter((finding) =>
    meetsCriteria(finding, call.body.findingCriteria),
  );
  if (call.body.groupBy === undefined) {
    const counts = grouped(found, ({ severity }) => severity.toFixed(1));
    return {
      findingStatistics: {
        countBySeverity: Object.fromEntries([...counts].map(([key, of]) => [key, of.length])),
      },
    };
  }
  return {
    findingStatistics: groups(
      found,
      oneOf(call.body.groupBy, ["ACCOUNT", "FINDING_TYPE", "SEVERITY"] as const),
    ),
  };
}

function groups(found: Finding[], by: "ACCOUNT" | "FINDING_TYPE" | "SEVERITY"): Record<string, unknown> {
  const totals = (of: Finding[]) => ({
    totalFindings: of.length,
    lastGeneratedAt: Math.max(...of.map(({ updatedAt }) => Date.parse(updatedAt))) / 1000,
  });
  const groupsOf = (key: string, groupOf: (finding: Finding) => string | number) =>
    [...grouped(found, groupOf)].map(([value, of]) => ({ [key]: value, ...totals(of) }));
  if (by === "ACCOUNT") return { groupedByAccount: groupsOf("accountId", ({ accountId }) => accountId) };
  if (by === "FINDING_TYPE") return { groupedByFindingType: groupsOf("findingType", ({ type }) => type) };
  return { groupedBySeverity: groupsOf("severity", ({ severity }) => severity) };
}

function grouped<Key>(found: Finding[], keyOf: (finding: Finding) => Key): Map<Key, Finding[]> {
  const result = new Map<Key, Finding[]>();
  for (const finding of found) result.set(keyOf(finding), [...(result.get(keyOf(finding)) ?? []), finding]);
  return result;
}

function setArchived(world: World, call: Call, archived: boolean): unknown {
  if (ownDetector(world, call).administratorId) throw memberMayNot("whether findings are archived");
  for (const finding of findingsNamed(world, call)) finding.service.archived = archived;
  return {};
}

function findingsNamed(world: World, call: Call): Finding[] {
  const ids = call.body.findingIds;
  if (!Array.isArray(ids) || ids.length > 50) throw badRequest(TEXT.invalidValue);
  const wanted = new Set<unknown>(ids);
  return visibleFindings(world, ownDetector(world, call)).filter(({ id }) => wanted.has(id));
}

function visibleFindings(world: World, detector: Detector): Finding[] {
  const { partition, region, accountId } = detector;
  const visible = [...detector.findings.values()];
  const delegation = world.state.delegations.get(placeKey(partition, region, accountId));
  for (const memberId of delegation?.members.keys() ?? []) {
    const member = world.state.detectors.get(placeKey(partition, region, memberId));
    if (member?.administratorId === accountId) visible.push(...member.findings.values());
  }
  return visible;
}

function sorted(
  findings: Finding[],
  { attributeName = "updatedAt", orderBy = "DESC" }: SortCriteria = {},
): Finding[] {
  const keyed = findings.map((finding) => ({ finding, key: valuesAt(finding, attributeName)[0] ?? "" }));
  keyed.sort((a, b) => compare(a.key, b.key) || compare(a.finding.id, b.finding.id));
  if (orderBy === "DESC") keyed.reverse();
  return keyed.map(({ finding }) => finding);
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}
