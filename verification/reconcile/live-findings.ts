import {
  GetFindingsCommand,
  ListFindingsCommand,
  type Finding,
  type GuardDutyClient,
} from "@aws-sdk/client-guardduty";
import type { Calls } from "../../aws-clients/calls";
import { findDetectorId } from "../../aws-clients/find-detector";
import { ReconcileError } from "./reconcile-error";
import type { LiveFinding } from "./finding";

/**
 * How many findings GetFindings takes in one call.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetFindings.html
 */
const PAGE = 50;

/** More findings of one region are not compared: it would take more than 800 calls there. */
const MOST_FINDINGS = 20_000;

/** Where findings are read, and since when. */
export interface FindingsPlace {
  readonly client: GuardDutyClient;
  readonly calls: Calls;
  /** In milliseconds since 1970. */
  readonly since: number;
  /** Called after each page, with the number of findings so far. */
  readonly onPage?: (findings: number) => void;
}

/**
 * The region's findings that were updated since, as its administrator sees them. Archived findings are left out, as
 * GuardDuty sends no events for them.
 * @throws ReconcileError if there is no detector, if there are too many findings, or if GuardDuty returned only some
 */
export async function liveFindings(place: FindingsPlace): Promise<LiveFinding[]> {
  const { client, calls, onPage } = place;
  const DetectorId = await findDetectorId(client, calls);
  if (DetectorId === undefined)
    throw new ReconcileError(
      "GuardDuty is not on in the administrator account",
      "plan and apply the region first",
    );
  const found: LiveFinding[] = [];
  let NextToken: string | undefined;
  do {
    const command = listCommand(DetectorId, place.since, NextToken);
    const page = await calls.make((options) => client.send(command, options));
    found.push(...(await findingsOf(place, DetectorId, page.FindingIds ?? [])));
    if (found.length > MOST_FINDINGS)
      throw new ReconcileError(
        `more than ${MOST_FINDINGS} findings were updated in this time`,
        "name a shorter time, e.g. --reconcile 1h",
      );
    onPage?.(found.length);
    NextToken = page.NextToken;
  } while (NextToken);
  return found;
}

function listCommand(DetectorId: string, since: number, NextToken: string | undefined) {
  return new ListFindingsCommand({
    DetectorId,
    FindingCriteria: {
      Criterion: {
        updatedAt: { GreaterThanOrEqual: since },
        "service.archived": { Equals: ["false"] },
      },
    },
    SortCriteria: { AttributeName: "updatedAt", OrderBy: "ASC" },
    MaxResults: PAGE,
    ...(NextToken ? { NextToken } : {}),
  });
}

async function findingsOf(
  { client, calls }: FindingsPlace,
  DetectorId: string,
  FindingIds: string[],
): Promise<LiveFinding[]> {
  if (FindingIds.length === 0) return [];
  const command = new GetFindingsCommand({ DetectorId, FindingIds });
  const { Findings = [] } = await calls.make((options) => client.send(command, options));
  // The list may name a finding twice if it was updated between two pages.
  const wanted = new Set(FindingIds).size;
  if (Findings.length < wanted)
    throw new ReconcileError(
      `GuardDuty returned ${Findings.length} of ${wanted} findings that it listed`,
      "run it again",
    );
  return Findings.map(liveFinding);
}

function liveFinding(finding: Finding): LiveFinding {
  const {
    Id = "",
    Type = "",
    AccountId = "",
    Region = "",
    UpdatedAt = "",
    CreatedAt,
    Severity = 0,
  } = finding;
  const named = { id: Id, type: Type, account: AccountId, region: Region, updatedAt: UpdatedAt };
  return { ...named, severity: Severity, isUpdate: CreatedAt !== UpdatedAt };
}
