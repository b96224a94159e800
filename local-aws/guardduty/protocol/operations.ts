import { ipSets, threatEntitySets, threatIntelSets, trustedEntitySets } from "../findings/address-lists";
import * as administrator from "../delegation/administrator";
import * as delegation from "../delegation/delegation";
import * as detectors from "../detectors/detectors";
import * as filters from "../findings/filters";
import * as findings from "../findings/findings";
import * as memberDeparture from "../members/member-departure";
import * as memberDetectors from "../members/member-detectors";
import * as members from "../members/members";
import * as organizationConfiguration from "../delegation/organization-configuration";
import * as publishingDestinations from "../findings/publishing-destinations";
import type { OperationName } from "./routes";
import { createSampleFindings } from "../findings/sample-findings";
import { getOrganizationStatistics } from "../findings/statistics";
import * as tags from "../tags";
import { getUsageStatistics } from "../detectors/usage";
import * as agents from "../workloads/agents";
import * as malwarePlans from "../workloads/malware-plans";
import type { Operation } from "../world";

/** The function that carries out each operation. */
export const OPERATIONS: Readonly<Record<OperationName, Operation>> = {
  ListDetectors: detectors.listDetectors,
  CreateDetector: detectors.createDetector,
  GetDetector: detectors.getDetector,
  UpdateDetector: detectors.updateDetector,
  DeleteDetector: detectors.deleteDetector,
  EnableOrganizationAdminAccount: delegation.enableOrganizationAdminAccount,
  DisableOrganizationAdminAccount: delegation.disableOrganizationAdminAccount,
  ListOrganizationAdminAccounts: delegation.listOrganizationAdminAccounts,
  DescribeOrganizationConfiguration: organizationConfiguration.describeOrganizationConfiguration,
  UpdateOrganizationConfiguration: organizationConfiguration.updateOrganizationConfiguration,
  GetOrganizationStatistics: getOrganizationStatistics,
  CreateMembers: members.createMembers,
  ListMembers: members.listMembers,
  GetMembers: members.getMembers,
  DeleteMembers: memberDeparture.deleteMembers,
  DisassociateMembers: memberDeparture.disassociateMembers,
  InviteMembers: memberDeparture.inviteMembers,
  StartMonitoringMembers: memberDeparture.startMonitoringMembers,
  StopMonitoringMembers: memberDeparture.stopMonitoringMembers,
  GetMemberDetectors: memberDetectors.getMemberDetectors,
  UpdateMemberDetectors: memberDetectors.updateMemberDetectors,
  GetAdministratorAccount: administrator.getAdministratorAccount,
  DisassociateFromAdministratorAccount: administrator.disassociateFromAdministratorAccount,
  GetMasterAccount: administrator.getMasterAccount,
  DisassociateFromMasterAccount: administrator.disassociateFromAdministratorAccount,
  ListFilters: filters.listFilters,
  CreateFilter: filters.createFilter,
  GetFilter: filters.getFilter,
  UpdateFilter: filters.updateFilter,
  DeleteFilter: filters.deleteFilter,
  ListIPSets: ipSets.list,
  CreateIPSet: ipSets.create,
  GetIPSet: ipSets.get,
  UpdateIPSet: ipSets.update,
  DeleteIPSet: ipSets.delete,
  ListThreatIntelSets: threatIntelSets.list,
  CreateThreatIntelSet: threatIntelSets.create,
  GetThreatIntelSet: threatIntelSets.get,
  UpdateThreatIntelSet: threatIntelSets.update,
  DeleteThreatIntelSet: threatIntelSets.delete,
  ListTrustedEntitySets: trustedEntitySets.list,
  CreateTrustedEntitySet: trustedEntitySets.create,
  GetTrustedEntitySet: trustedEntitySets.get,
  UpdateTrustedEntitySet: trustedEntitySets.update,
  DeleteTrustedEntitySet: trustedEntitySets.delete,
  ListThreatEntitySets: threatEntitySets.list,
  CreateThreatEntitySet: threatEntitySets.create,
  GetThreatEntitySet: threatEntitySets.get,
  UpdateThreatEntitySet: threatEntitySets.update,
  DeleteThreatEntitySet: threatEntitySets.delete,
  ListPublishingDestinations: publishingDestinations.listPublishingDestinations,
  CreatePublishingDestination: publishingDestinations.createPublishingDestination,
  DescribePublishingDestination: publishingDestinations.describePublishingDestination,
  UpdatePublishingDestination: publishingDestinations.updatePublishingDestination,
  DeletePublishingDestination: publishingDestinations.deletePublishingDestination,
  CreateSampleFindings: createSampleFindings,
  ListFindings: findings.listFindings,
  GetFindings: findings.getFindings,
  ArchiveFindings: findings.archiveFindings,
  UnarchiveFindings: findings.unarchiveFindings,
  GetFindingsStatistics: findings.getFindingsStatistics,
  GetUsageStatistics: getUsageStatistics,
  GetCoverageStatistics: agents.getCoverageStatistics,
  ListCoverage: agents.listCoverage,
  ListMalwareProtectionPlans: malwarePlans.listMalwareProtectionPlans,
  CreateMalwareProtectionPlan: malwarePlans.createMalwareProtectionPlan,
  GetMalwareProtectionPlan: malwarePlans.getMalwareProtectionPlan,
  DeleteMalwareProtectionPlan: malwarePlans.deleteMalwareProtectionPlan,
  ListTagsForResource: tags.listTagsForResource,
  TagResource: tags.tagResource,
  UntagResource: tags.untagResource,
};
