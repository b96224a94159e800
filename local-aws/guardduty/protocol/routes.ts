/** Method and path of every operation, as in GuardDuty's service model. Names in braces are parameters. */
const ROUTES = {
  ListDetectors: "GET /detector",
  CreateDetector: "POST /detector",
  GetDetector: "GET /detector/{detectorId}",
  UpdateDetector: "POST /detector/{detectorId}",
  DeleteDetector: "DELETE /detector/{detectorId}",
  EnableOrganizationAdminAccount: "POST /admin/enable",
  DisableOrganizationAdminAccount: "POST /admin/disable",
  ListOrganizationAdminAccounts: "GET /admin",
  DescribeOrganizationConfiguration: "GET /detector/{detectorId}/admin",
  UpdateOrganizationConfiguration: "POST /detector/{detectorId}/admin",
  GetOrganizationStatistics: "GET /organization/statistics",
  CreateMembers: "POST /detector/{detectorId}/member",
  ListMembers: "GET /detector/{detectorId}/member",
  GetMembers: "POST /detector/{detectorId}/member/get",
  DeleteMembers: "POST /detector/{detectorId}/member/delete",
  DisassociateMembers: "POST /detector/{detectorId}/member/disassociate",
  InviteMembers: "POST /detector/{detectorId}/member/invite",
  StartMonitoringMembers: "POST /detector/{detectorId}/member/start",
  StopMonitoringMembers: "POST /detector/{detectorId}/member/stop",
  GetMemberDetectors: "POST /detector/{detectorId}/member/detector/get",
  UpdateMemberDetectors: "POST /detector/{detectorId}/member/detector/update",
  GetAdministratorAccount: "GET /detector/{detectorId}/administrator",
  DisassociateFromAdministratorAccount: "POST /detector/{detectorId}/administrator/disassociate",
  GetMasterAccount: "GET /detector/{detectorId}/master",
  DisassociateFromMasterAccount: "POST /detector/{detectorId}/master/disassociate",
  ListFilters: "GET /detector/{detectorId}/filter",
  CreateFilter: "POST /detector/{detectorId}/filter",
  GetFilter: "GET /detector/{detectorId}/filter/{name}",
  UpdateFilter: "POST /detector/{detectorId}/filter/{name}",
  DeleteFilter: "DELETE /detector/{detectorId}/filter/{name}",
  ListIPSets: "GET /detector/{detectorId}/ipset",
  CreateIPSet: "POST /detector/{detectorId}/ipset",
  GetIPSet: "GET /detector/{detectorId}/ipset/{id}",
  UpdateIPSet: "POST /detector/{detectorId}/ipset/{id}",
  DeleteIPSet: "DELETE /detector/{detectorId}/ipset/{id}",
  ListThreatIntelSets: "GET /detector/{detectorId}/threatintelset",
  CreateThreatIntelSet: "POST /detector/{detectorId}/threatintelset",
  GetThreatIntelSet: "GET /detector/{detectorId}/threatintelset/{id}",
  UpdateThreatIntelSet: "POST /detector/{detectorId}/threatintelset/{id}",
  DeleteThreatIntelSet: "DELETE /detector/{detectorId}/threatintelset/{id}",
  ListTrustedEntitySets: "GET /detector/{detectorId}/trustedentityset",
  CreateTrustedEntitySet: "POST /detector/{detectorId}/trustedentityset",
  GetTrustedEntitySet: "GET /detector/{detectorId}/trustedentityset/{id}",
  UpdateTrustedEntitySet: "POST /detector/{detectorId}/trustedentityset/{id}",
  DeleteTrustedEntitySet: "DELETE /detector/{detectorId}/trustedentityset/{id}",
  ListThreatEntitySets: "GET /detector/{detectorId}/threatentityset",
  CreateThreatEntitySet: "POST /detector/{detectorId}/threatentityset",
  GetThreatEntitySet: "GET /detector/{detectorId}/threatentityset/{id}",
  UpdateThreatEntitySet: "POST /detector/{detectorId}/threatentityset/{id}",
  DeleteThreatEntitySet: "DELETE /detector/{detectorId}/threatentityset/{id}",
  ListPublishingDestinations: "GET /detector/{detectorId}/publishingDestination",
  CreatePublishingDestination: "POST /detector/{detectorId}/publishingDestination",
  DescribePublishingDestination: "GET /detector/{detectorId}/publishingDestination/{id}",
  UpdatePublishingDestination: "POST /detector/{detectorId}/publishingDestination/{id}",
  DeletePublishingDestination: "DELETE /detector/{detectorId}/publishingDestination/{id}",
  CreateSampleFindings: "POST /detector/{detectorId}/findings/create",
  ListFindings: "POST /detector/{detectorId}/findings",
  GetFindings: "POST /detector/{detectorId}/findings/get",
  ArchiveFindings: "POST /detector/{detectorId}/findings/archive",
  UnarchiveFindings: "POST /detector/{detectorId}/findings/unarchive",
  GetFindingsStatistics: "POST /detector/{detectorId}/findings/statistics",
  GetUsageStatistics: "POST /detector/{detectorId}/usage/statistics",
  GetCoverageStatistics: "POST /detector/{detectorId}/coverage/statistics",
  ListCoverage: "POST /detector/{detectorId}/coverage",
  ListMalwareProtectionPlans: "GET /malware-protection-plan",
  CreateMalwareProtectionPlan: "POST /malware-protection-plan",
  GetMalwareProtectionPlan: "GET /malware-protection-plan/{id}",
  DeleteMalwareProtectionPlan: "DELETE /malware-protection-plan/{id}",
  ListTagsForResource: "GET /tags/{resourceArn}",
  TagResource: "POST /tags/{resourceArn}",
  UntagResource: "DELETE /tags/{resourceArn}",
} as const;

/** The name of an imitated operation, as in AWS's API reference. */
export type OperationName = keyof typeof ROUTES;
/** The values in a request's path for the names in a route's braces, decoded. */
export type PathParameters = Readonly<Record<string, string>>;

interface Route {
  operation: OperationName;
  segments: string[];
}

const BY_METHOD_AND_LENGTH = new Map<string, Route[]>();
for (const [operation, route] of Object.entries(ROUTES)) {
  const [method = "", path = ""] = route.split(" ");
  const segments = path.slice(1).split("/");
  const key = `${method} ${segments.length}`;
  const routes = BY_METHOD_AND_LENGTH.get(key) ?? [];
  BY_METHOD_AND_LENGTH.set(key, [...routes, { operation: operation as OperationName, segments }]);
}

/** The operation that a request calls and the parameters in its path. Undefined if there is none. */
export function findRoute(method: string, path: string): [OperationName, PathParameters] | undefined {
  const segments = segmentsOf(path);
  for (const route of BY_METHOD_AND_LENGTH.get(`${method} ${segments.length}`) ?? []) {
    const parameters = match(route.segments, segments);
    if (parameters) return [route.operation, parameters];
  }
  return undefined;
}

/** An ARN is one segment, whether its slashes are percent-encoded or not. */
function segmentsOf(path: string): string[] {
  const [first = "", ...rest] = path.replace(/^\//, "").replace(/\/$/, "").split("/");
  const segments = first === "tags" ? [first, rest.join("/")] : [first, ...rest];
  return segments.map(decodeURIComponent);
}

function match(pattern: string[], segments: string[]): PathParameters | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? "";
    if (part.startsWith("{")) parameters[part.slice(1, -1)] = segment;
    else if (part !== segment) return undefined;
  }
  return parameters;
}
