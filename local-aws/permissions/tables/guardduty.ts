import { textOf, type Asked } from "../asked";
import { here, type ServiceTable } from "./table";

/** Stands for the id of a detector that is about to be made. */
const NEW_DETECTOR = "0".repeat(32);

const below = (name: string, parameter: string) => (asked: Asked) => {
  const [detector, id] = [textOf(asked, "DetectorId"), textOf(asked, parameter)];
  return detector && id && here(asked, "guardduty", `detector/${detector}/${name}/${id}`);
};

/** GuardDuty. Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonguardduty.html */
export const GUARDDUTY: ServiceTable = {
  on: {
    detector: "GetDetector UpdateDetector DeleteDetector GetCoverageStatistics ListCoverage",
    filter: "CreateFilter GetFilter UpdateFilter DeleteFilter",
    ipset: "GetIPSet UpdateIPSet DeleteIPSet",
    threatintelset: "GetThreatIntelSet UpdateThreatIntelSet DeleteThreatIntelSet",
    trustedentityset: "GetTrustedEntitySet UpdateTrustedEntitySet DeleteTrustedEntitySet",
    threatentityset: "GetThreatEntitySet UpdateThreatEntitySet DeleteThreatEntitySet",
    publishingDestination:
      "DescribePublishingDestination UpdatePublishingDestination DeletePublishingDestination",
    malwareprotectionplan: "GetMalwareProtectionPlan DeleteMalwareProtectionPlan",
    tagged: "ListTagsForResource TagResource UntagResource",
    none:
      "ArchiveFindings CreateDetector CreateMembers CreateSampleFindings DeleteMembers DescribeOrganizationConfiguration " +
      "DisableOrganizationAdminAccount DisassociateMembers EnableOrganizationAdminAccount GetAdministratorAccount GetFindings " +
      "GetFindingsStatistics GetMemberDetectors GetMembers GetUsageStatistics InviteMembers ListDetectors ListFilters " +
      "ListFindings ListIPSets ListMalwareProtectionPlans ListMembers ListOrganizationAdminAccounts " +
      "ListPublishingDestinations ListThreatEntitySets ListThreatIntelSets ListTrustedEntitySets StartMonitoringMembers " +
      "StopMonitoringMembers UpdateOrganizationConfiguration CreateIPSet CreateThreatIntelSet CreateThreatEntitySet " +
      "CreateTrustedEntitySet CreatePublishingDestination CreateMalwareProtectionPlan UnarchiveFindings UpdateMemberDetectors",
  },
  arns: {
    detector: (asked) => here(asked, "guardduty", `detector/${textOf(asked, "DetectorId") ?? NEW_DETECTOR}`),
    filter: (asked) =>
      below("filter", asked.parameters.FilterName === undefined ? "Name" : "FilterName")(asked),
    ipset: below("ipset", "IpSetId"),
    threatintelset: below("threatintelset", "ThreatIntelSetId"),
    trustedentityset: below("trustedentityset", "TrustedEntitySetId"),
    threatentityset: below("threatentityset", "ThreatEntitySetId"),
    publishingDestination: below("publishingdestination", "DestinationId"),
    malwareprotectionplan: (asked) => {
      const id = textOf(asked, "MalwareProtectionPlanId");
      return id && here(asked, "guardduty", `malware-protection-plan/${id}`);
    },
    tagged: (asked) => textOf(asked, "ResourceArn"),
  },
};
