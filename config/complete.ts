import { dirname, resolve } from "node:path";
import type { OrgdutyConfig, OrganizationConfig } from "./config";
import { forwardingOf, organizationsOf, plannedRegions } from "./draft";
import { completeDetection } from "./detection-defaults";
import { completeForwarding } from "./forwarding-defaults";
import type { Partition } from "./regions";
import type { DocumentSection } from "./schema/document";
import type { OrganizationSection } from "./schema/organization";

/** Fills in every default of a checked document. `path` is the file's, absolute: paths in a config are relative to it. */
export function completeConfig(document: DocumentSection, path: string): OrgdutyConfig {
  const { regions, forwarding, review } = document;
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
    ...(forwarding?.logRelay ? { forwarding: completeForwarding(forwarding, "aws") } : {}),
    review: { rules: review?.rules ?? {}, waivers: review?.waivers ?? {} },
  };
}

function completeOrganization(
  document: DocumentSection,
  partition: Partition,
  path: string,
): OrganizationConfig {
  const section = document.organizations[partition] as OrganizationSection;
  const { accounts, enrolment, forwarding: _, canaryRegion = section.homeRegion, ...rest } = section;
  const forwarding = forwardingOf(document, partition);
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
    state: section.state ?? document.state ?? "local",
    ...(forwarding ? { forwarding: completeForwarding(forwarding, partition) } : {}),
  };
}
