import { PROTECTION_PLANS, RUNTIME_AGENTS } from "../../../config/protection-plans";
import type { FoundCoverage, FoundMember } from "../../../verification/read/guardduty/found-coverage";
import { partitionOf } from "../../../aws/partitions";
import type { Region } from "../../../config/regions";
import type { ExpectedResource } from "../../../intent/expected-stack";
import type { Project } from "../../../organization/load-project";
import type { FoundHealth } from "../../../verification/compare/health-gaps";
import { expectedIn } from "../../../verification/expect/region-expectation";
import { KINDS } from "../../../verification/kinds/kinds";
import { Live } from "../../../verification/read/live";
import { resourcesOf } from "../../support/fleet";

const FEATURES = [...Object.values(PROTECTION_PLANS), ...Object.values(RUNTIME_AGENTS)];

/** Every plan and agent setting with one value. */
export function all(value: string): Record<string, string> {
  return Object.fromEntries(FEATURES.map((name) => [name, value]));
}

/** A member that is covered in full. */
export function member(accountId: string, changes: Partial<FoundMember> = {}): FoundMember {
  return { accountId, relationshipStatus: "Enabled", features: all("ENABLED"), ...changes };
}

/** GuardDuty as a healthy region has it. */
export function healthyCoverage(
  administratorAccountId: string,
  memberIds: readonly string[],
  changes: Partial<FoundCoverage> = {},
): FoundCoverage {
  return {
    administratorAccountId,
    detector: {
      id: "d1",
      enabled: true,
      findingPublishingFrequency: "FIFTEEN_MINUTES",
      features: all("ENABLED"),
      tags: {},
    },
    organizationConfiguration: { newAccounts: "NEW", features: all("NEW") },
    members: memberIds.map((id) => member(id)),
    ...{ destinations: [], archiveFilters: [], trustedLists: [], otherLists: {} },
    ...changes,
  };
}

const projects = new Map<string, ExpectedResource[]>();

/** Once for each config: it takes seconds. */
function synthesized(project: Project): ExpectedResource[] {
  const key = JSON.stringify(project.config);
  const resources = projects.get(key) ?? resourcesOf(project);
  projects.set(key, resources);
  return resources;
}

/** A region of a project as it should be, and just as it is. */
export function healthyRegion(project: Project, region: Region) {
  const organization = project.config.organizations[partitionOf(region)]!;
  const { administratorAccountId } = organization;
  const expected = expectedIn(synthesized(project), { region, administratorAccountId });
  const live = new Live();
  for (const { type, attributes, provider } of expected) {
    const kind = KINDS[type]!;
    const tags = { ...provider.defaultTags };
    live.put(type, kind.key(attributes), { ...kind.defaults, ...attributes, tags }, provider.alias);
  }
  const queues = expected.filter(({ type }) => type === "aws_sqs_queue");
  const health: FoundHealth = {
    queues: Object.fromEntries(
      queues.map(({ attributes }) => [String(attributes.name), { messages: 0, createdAt: 0 }]),
    ),
    functions: { "acme-guardduty-findings": "Active" },
    keyPolicies: {},
    keyStates: {},
    secret: { members: ["token"] },
    lastDeliveryAt: new Date().toISOString(),
  };
  return { expected, live, health, organization };
}

/** A policy with one statement that allows, and others as they are. */
export function allow(
  principal: Record<string, string>,
  action: string,
  condition?: object,
  others: readonly object[] = [],
): string {
  const statement = { Effect: "Allow", Principal: principal, Action: action, Resource: "*" };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ ...statement, ...(condition ? { Condition: condition } : {}) }, ...others],
  });
}
