import { partitionOf } from "../../aws/partitions";
import type { OrganizationConfig, OrgdutyConfig } from "../../config/config";
import type { PolicyDocument } from "./policies";
import { resourcesOfCall } from "./resources-of-call";
import { statementsOf } from "./statements";

/**
 * What a SIEM that pulls findings calls.
 * Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetFindings.html
 */
const ACTIONS = ["ListDetectors", "GetDetector", "ListFindings", "GetFindings"];

/** What allows reading the findings of every region of the config, and nothing else. */
export function readerPolicy(config: OrgdutyConfig, organization: OrganizationConfig): PolicyDocument {
  const { partition, administratorAccountId: accountId } = organization;
  const regions = config.regions.filter((region) => partitionOf(region) === partition);
  const wanted = regions.flatMap((region) =>
    ACTIONS.map((name) => `guardduty:${name}`).flatMap((action) =>
      resourcesOfCall(action, { region, accountId, here: [], secrets: [] }).map((resource) => ({
        ...{ action, resource, region, context: {} },
      })),
    ),
  );
  return { Version: "2012-10-17", Statement: statementsOf(wanted) };
}
