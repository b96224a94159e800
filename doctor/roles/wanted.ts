import { parseArn } from "../../aws/arn";
import { partitionOf } from "../../aws/partitions";
import type { ReadAccount } from "../../aws-clients/sign-in";
import type { OrganizationConfig, OrgdutyConfig } from "../../config/config";
import type { Region } from "../../config/regions";
import type { ExpectedResource } from "../../intent/expected-stack";
import { expectedIn } from "../../verification/expect/region-expectation";
import { neededFor } from "../needed/needed-for";
import { OWN_CALLS, type Purpose } from "../needed/own-calls";
import { inPolicy } from "../needed/resource-arn";
import { resourcesOfCall, type CallPlace } from "./resources-of-call";

/** One action on one resource that a principal has to be allowed. */
export interface Wanted {
  readonly action: string;
  /** ARN with wildcards instead of what only AWS knows, or `*`. */
  readonly resource: string;
  /** Where it is done. Absent for IAM and Organizations, which have no region. */
  readonly region?: Region;
  /** Condition keys that every such request carries. */
  readonly context: Readonly<Record<string, string>>;
}

/** Whose policies are wanted, and for which stacks. */
export interface RolesProps {
  readonly config: OrgdutyConfig;
  readonly organization: OrganizationConfig;
  /** Everything that the stacks declare. */
  readonly resources: readonly ExpectedResource[];
  readonly purpose: Purpose;
}

/** Services whose requests go to one place in a partition. */
const GLOBAL = ["iam", "organizations"];

/** What the principal of an account needs, in every region of its partition. */
export function wantedIn(props: RolesProps, account: ReadAccount): Wanted[] {
  const { config, organization } = props;
  const regions = config.regions.filter((region) => partitionOf(region) === organization.partition);
  return regions.flatMap((region) => [
    ...ofTerraform(props, account, region),
    ...ofOrgduty(props, account, region),
  ]);
}

function ofTerraform(props: RolesProps, wanted: ReadAccount, region: Region): Wanted[] {
  const { organization, purpose } = props;
  if (purpose !== "plan" && purpose !== "apply") return [];
  return neededFor(here(props, region), organization, "every apply")
    .filter(({ account, isRead }) => account === wanted && (isRead || purpose === "apply"))
    .map(({ action, resource, context = {} }) => placed(action, inPolicy(resource), region, context));
}

function ofOrgduty(props: RolesProps, account: ReadAccount, region: Region): Wanted[] {
  const calls = OWN_CALLS.filter(
    ({ purposes, accounts }) => purposes.includes(props.purpose) && accounts.includes(account),
  );
  const place = placeOf(props, account, region);
  return calls
    .flatMap(({ actions }) => actions)
    .flatMap((action) =>
      resourcesOfCall(action, place).map((resource) =>
        placed(action, resource, region, boundaryOf(props, action)),
      ),
    );
}

/** A role with a boundary may get policies only as long as it has that boundary. */
function boundaryOf({ organization }: RolesProps, action: string): Wanted["context"] {
  const boundary = organization.iam?.permissionsBoundary;
  return action === "iam:PutRolePolicy" && boundary ? { "iam:PermissionsBoundary": boundary } : {};
}

function placeOf(props: RolesProps, account: ReadAccount, region: Region): CallPlace {
  const { organization, resources } = props;
  const ids = {
    management: organization.managementAccountId,
    administrator: organization.administratorAccountId,
    logArchive: organization.logArchiveAccountId ?? "",
  };
  const accountId = ids[account];
  const own = (all: readonly ExpectedResource[]) =>
    all.filter(({ provider }) => provider.accountId === accountId);
  const kmsKeyArn = organization.forwarding?.kmsKeyArn;
  return {
    ...{ region, accountId, here: own(here(props, region)) },
    secrets: own(resources).filter(({ type }) => type === "aws_secretsmanager_secret"),
    ...(kmsKeyArn ? { kmsKeyArn } : {}),
  };
}

function here({ resources, organization }: RolesProps, region: Region): ExpectedResource[] {
  return expectedIn(resources, { region, administratorAccountId: organization.administratorAccountId });
}

function placed(action: string, resource: string, region: Region, context: Wanted["context"]): Wanted {
  const isGlobal = GLOBAL.includes(action.split(":")[0]!);
  // A policy that names tags by their values would have to be printed again for every new tag.
  const kept = Object.entries(context).filter(([key]) => !key.startsWith("aws:RequestTag/"));
  const arnRegion = resource === "*" ? "" : parseArn(resource).region;
  return {
    ...{ action, context: Object.fromEntries(kept) },
    // An alarm that is listed by its name is checked as that alarm, one that is listed otherwise as all of them.
    resource: action === "cloudwatch:DescribeAlarms" ? resource.replace(/:alarm:.*$/, ":alarm:*") : resource,
    ...(isGlobal ? {} : { region: (arnRegion || region) as Region }),
  };
}
