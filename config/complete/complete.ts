import { dirname, resolve } from "node:path";
import type { OrgdutyConfig, OrganizationConfig, ReviewConfig } from "../config";
import { forwardingOf, organizationsOf, plannedRegions, withoutNone } from "./draft";
import { completeDetection } from "./detection-defaults";
import { completeForwarding } from "./forwarding-defaults";
import { completePipeline } from "./pipeline-defaults";
import { completeRoleDemands } from "./role-demands";
import { completeSignatures } from "./signatures-defaults";
import type { Partition } from "../../aws/partitions";
import type { DocumentSection } from "../schema/document";
import type { ForwardingSection } from "../schema/forwarding";
import type { OrganizationSection } from "../schema/organization";

/**
 * Fills in every default of a checked document. `path` is the file's absolute path: paths in a config are relative to
 * it.
 */
export function completeConfig(document: DocumentSection, path: string): OrgdutyConfig {
  const { regions, forwarding } = document;
  const organizations = organizationsOf(document).map(
    ({ partition }) => [partition, completeOrganization(document, partition, path)] as const,
  );
  return {
    path,
    name: document.name,
    tags: document.tags ?? {},
    regions: plannedRegions(regions),
    excludedRegions: regions !== "all" && "exclude" in regions ? regions.exclude : {},
    organizations: Object.fromEntries(organizations),
    detection: completeDetection(document),
    ...(forwarding?.logRelay ? { forwarding: completeForwarding(withoutNone(forwarding), "aws") } : {}),
    ...(document.pipeline && { pipeline: completePipeline(document) }),
    review: completeReview(document, path),
  };
}

function completeReview(document: DocumentSection, path: string): ReviewConfig {
  const { rules = {}, waivers = {}, differences = [], exceptions, signatures } = document.review ?? {};
  return {
    ...{ rules, waivers },
    differences: differences.map(({ attribute = "", ...rest }) => ({ attribute, ...rest })),
    ...(exceptions && { exceptions }),
    ...(signatures && { signatures: completeSignatures(signatures, document, path) }),
  };
}

function completeOrganization(
  document: DocumentSection,
  partition: Partition,
  path: string,
): OrganizationConfig {
  const section = document.organizations[partition] as OrganizationSection;
  const { accounts, enrolment, iam, forwarding: _, canaryRegion = section.homeRegion, ...rest } = section;
  // In a valid document, every part is complete.
  const forwarding = forwardingOf(document, partition) as ForwardingSection | undefined;
  return {
    ...rest,
    partition,
    canaryRegion,
    accountsPath: resolve(dirname(path), accounts),
    enrolment: {
      mode: enrolment?.mode ?? "explicit",
      newAccounts: enrolment?.newAccounts ?? "NEW",
      exclude: enrolment?.exclude ?? {},
    },
    ...(iam && { iam: completeRoleDemands(iam, partition, section.administratorAccountId) }),
    state: section.state ?? document.state ?? "local",
    ...(forwarding ? { forwarding: completeForwarding(forwarding, partition) } : {}),
  };
}
