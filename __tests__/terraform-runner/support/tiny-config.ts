import type { OrganizationConfig, OrgdutyConfig } from "../../../config/config";
import { simplePlans } from "../../../config/protection-plans";
import type { Region } from "../../../config/regions";

export const TINY_ORGANIZATION: OrganizationConfig = {
  partition: "aws",
  managementAccountId: "111111111111",
  administratorAccountId: "222222222222",
  logArchiveAccountId: "333333333333",
  homeRegion: "us-east-1",
  canaryRegion: "us-east-2",
  accountsPath: "accounts.json",
  enrolment: { mode: "explicit", newAccounts: "NEW", exclude: {} },
  state: "local",
};

/** A config whose stacks are foundation-aws and one a region, us-east-2 being the canary. */
export function tinyConfig(path: string, regions: readonly Region[]): OrgdutyConfig {
  return {
    path,
    name: "tiny",
    tags: {},
    regions,
    excludedRegions: {},
    organizations: { aws: TINY_ORGANIZATION },
    detection: {
      findingPublishingFrequency: "FIFTEEN_MINUTES",
      protectionPlans: {
        ...simplePlans(() => "NEW" as const),
        runtimeMonitoring: {
          mode: "NEW",
          agents: { eksAddonManagement: "NEW", ecsFargateAgentManagement: "NEW", ec2AgentManagement: "NEW" },
        },
      },
    },
    review: { rules: {}, waivers: {}, differences: [] },
  };
}
