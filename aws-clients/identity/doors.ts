import type { Access, AccountAccess, OrganizationConfig } from "../../config/config";

/** An account of the config that a command works in, and how the config says to get in. */
export interface Door {
  readonly partition: OrganizationConfig["partition"];
  readonly account: keyof AccountAccess | "state";
  /** The account that it must open. Undefined for the state: the config does not say whose its bucket is. */
  readonly expected?: string;
  /** The key of the config that says so, e.g. `organizations.aws.managementAccountId`. */
  readonly expectedBy?: string;
  /** The key of the config that says how, e.g. `organizations.aws.credentials.plan.management`. */
  readonly key: string;
  /** Undefined for the person's own credentials. */
  readonly way?: Access;
  /** What goes with the request to assume the role. */
  readonly externalId?: string;
  /** Where STS is asked. */
  readonly region: string;
}

const ACCOUNTS = { management: "managementAccountId", administrator: "administratorAccountId" } as const;

/** The accounts that Terraform and orgduty work in for one purpose; with a state in S3, its credentials too. */
export function doorsOf(organization: OrganizationConfig, purpose: "plan" | "apply"): Door[] {
  const { partition, homeRegion: region, credentials, state, logArchiveAccountId } = organization;
  const at = `organizations.${partition}`;
  const door = (account: keyof AccountAccess, id: string, by: string): Door => {
    const way = credentials?.[purpose][account];
    return {
      ...{ partition, account, expected: id, expectedBy: `${at}.${by}`, region },
      key: `${at}.credentials.${purpose}.${account}`,
      ...(way ? { way } : {}),
      ...(credentials?.externalId === undefined ? {} : { externalId: credentials.externalId }),
    };
  };
  return [
    door("management", organization.managementAccountId, ACCOUNTS.management),
    door("administrator", organization.administratorAccountId, ACCOUNTS.administrator),
    ...(logArchiveAccountId && credentials?.[purpose].logArchive
      ? [door("logArchive", logArchiveAccountId, "logArchiveAccountId")]
      : []),
    ...(state === "local" ? [] : [stateDoor(organization, state.s3)]),
  ];
}

function stateDoor({ partition }: OrganizationConfig, s3: { region: string; profile?: string }): Door {
  return {
    ...{ partition, account: "state", key: s3.profile ? "state.s3.profile" : "state.s3", region: s3.region },
    ...(s3.profile ? { way: { profile: s3.profile } } : {}),
  };
}
