import { partitionOf, type Partition } from "../../../aws/partitions";
import { type Region } from "../../../config/regions";
import type { Project } from "../../../organization/load-project";
import { readFailure } from "../../../aws-clients/read-failure";
import {
  pathOf,
  proveDelivery,
  type SampleOutcome,
  type SampleProps,
} from "../../../verification/sample/sample";
import { memberSettings, signIn } from "../../../aws-clients/sign-in";
import type { AccountsProps } from "../../accounts/open-accounts";
import { CommandError, type Io } from "../../terminal/io";

/** Flags that request sample findings. A sample in a member needs both its account and a role there. */
export interface SampleOptions {
  /** Minutes to wait for what AWS completes later. @default 5 for a sample, none for anything else */
  readonly wait?: number;
  /** Create a sample in the administrator account, in each region. @default false */
  readonly sample?: boolean;
  /** Id of the member to create the sample in. @default none: the administrator creates its own */
  readonly sampleMember?: string;
  /** Role in the member that the management account may assume. @default none: no member is signed in to */
  readonly memberRole?: string;
}

/** The config and the regions that get samples. */
interface Sampled extends Pick<Project, "config"> {
  readonly regions?: readonly Region[];
  readonly endpoint?: string;
}

/** Samples to create, and regions in which none can be created. */
export interface SamplePlan {
  readonly making: readonly Omit<SampleProps, "signal">[];
  /** Messages for a person about regions without a sample. */
  readonly without: readonly string[];
}

/**
 * How long a sample finding may take if `--wait` is not given: GuardDuty, EventBridge and the log take a minute or two.
 */
const SAMPLE_MINUTES = 5;

/**
 * One sample finding for each region. Undefined if none is requested. A member belongs to one organization, so the
 * regions of other organizations get none.
 * @throws CommandError if the member or its role is missing
 */
export function samplePlan(
  { snapshots }: Project,
  { config, regions = [], endpoint }: Sampled,
  options: SampleOptions,
): SamplePlan | undefined {
  const { sample, wait = SAMPLE_MINUTES } = options;
  const member = memberOf(options);
  if (!sample && !member) return undefined;
  const isIn = (partition: Partition) =>
    !member || snapshots[partition]?.accounts.some(({ id }) => id === member.account) === true;
  if (!regions.some((region) => isIn(partitionOf(region))))
    throw new CommandError(
      `--sample-member: no account "${member?.account}" in the snapshots of these regions`,
      "name an account of the organization, or ./orgduty discover first",
    );
  const without: string[] = [];
  const making = regions.flatMap((region) => {
    const organization = config.organizations[partitionOf(region)];
    if (!organization?.forwarding) return [];
    if (!isIn(organization.partition)) {
      without.push(`${region}: no sample, account ${member?.account} is not in ${organization.partition}`);
      return [];
    }
    const { administratorAccountId, homeRegion, forwarding } = organization;
    const enter = signIn({ organization, purpose: "apply", ...(endpoint ? { endpoint } : {}) });
    const deliverer = enter("administrator", forwarding.topology === "hub" ? homeRegion : region);
    const administrator = enter("administrator", region);
    const maker = member ? memberSettings({ organization, enter, ...member, region }) : administrator;
    const account = member?.account ?? administratorAccountId;
    return [
      { config, organization, region, account, maker, administrator, deliverer, waitMs: wait * 60_000 },
    ];
  });
  return { making, without };
}

function memberOf({ sampleMember: account, memberRole: roleName }: SampleOptions) {
  if (account === undefined && roleName === undefined) return undefined;
  if (roleName === undefined)
    throw new CommandError("--sample-member needs a role in the member", "pass --member-role NAME");
  if (account === undefined)
    throw new CommandError(
      "--member-role needs a member to make a sample in",
      "pass --sample-member ACCOUNT",
    );
  return { account, roleName };
}

/** Whose accounts samples are made with: apply's of the administrator, and the management account's for a member's role. */
export function makersOf(
  { making }: SamplePlan,
  { sampleMember }: SampleOptions,
): Pick<AccountsProps, "organizations" | "only"> {
  return {
    organizations: [...new Set(making.map(({ organization }) => organization))],
    only: sampleMember === undefined ? ["administrator"] : ["management", "administrator"],
  };
}

/**
 * Creates all samples at the same time: each takes a findings path of its own, and one that fails is reported with the
 * others.
 */
export function makeSamples({ making, without }: SamplePlan, io: Io): Promise<SampleOutcome[]> {
  for (const line of without) io.err(line);
  return Promise.all(
    making.map(async (props) => {
      const { region, account } = props;
      io.progress(`${region}: sample finding in ${account}`);
      try {
        return await proveDelivery({ ...props, signal: io.signal });
      } catch (error) {
        io.signal.throwIfAborted();
        return failed(region, account, pathOf(props), error);
      }
    }),
  );
}

function failed(region: Region, account: string, path: string, error: unknown): SampleOutcome {
  const { error: text, fix } = readFailure(error);
  return { region, account, type: "none", path, delivered: false, reason: `${text}; fix: ${fix}` };
}
