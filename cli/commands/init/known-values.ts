import { REGIONS, type Region } from "../../../config/regions";
import { starterText, type StarterValues } from "../../../config/starter";
import { roleArn } from "../../../aws/arn";
import { CommandError, type Io } from "../../terminal/io";

/** What a person says because AWS does not. */
export interface Given {
  readonly name?: string;
  readonly owner?: string;
  readonly administrator?: string;
  readonly logArchive?: string;
  readonly homeRegion?: string;
  readonly canaryRegion?: string;
  readonly planRole?: string;
  readonly applyRole?: string;
}

/** The regions that a new config plans: China has an organization of its own. */
export const FIRST_REGIONS: readonly Region[] = REGIONS.filter((region) => !region.startsWith("cn-"));

/** What AWS says: the management account, and whom GuardDuty is delegated to in each region. */
export interface Known {
  readonly managementAccountId: string;
  /** Account ids, one for each region that has an administrator. */
  readonly administrators: readonly string[];
}

/**
 * The config's text. A person at a terminal is asked for what nobody said.
 * @throws CommandError naming the flag if nobody can be asked
 */
export async function knownText(known: Known, given: Given, io: Io): Promise<string> {
  const { managementAccountId } = known;
  const administratorAccountId = given.administrator ?? (await administratorOf(known, io));
  const homeRegion = given.homeRegion ?? (await homeRegionOf(io));
  const { name = "my-org", owner = "security", logArchive, planRole = "orgduty-plan" } = given;
  const { applyRole = "orgduty-apply" } = given;
  const of = (role: string) => ({
    management: roleArn("aws", managementAccountId, role),
    administrator: roleArn("aws", administratorAccountId, role),
    ...(logArchive === undefined ? {} : { logArchive: roleArn("aws", logArchive, role) }),
  });
  const values: StarterValues = {
    ...{ name, owner, managementAccountId, administratorAccountId, homeRegion },
    ...(logArchive === undefined ? {} : { logArchiveAccountId: logArchive }),
    canaryRegion: given.canaryRegion ?? (homeRegion === "us-east-2" ? "us-east-1" : "us-east-2"),
    credentials: { plan: of(planRole), apply: of(applyRole) },
  };
  return starterText(values);
}

/** The account that more regions are delegated to than to any other. */
async function administratorOf({ administrators }: Known, io: Io): Promise<string> {
  const count = (id: string) => administrators.filter((other) => other === id).length;
  const byCount = [...new Set(administrators)].sort((a, b) => count(b) - count(a));
  const [first, second] = byCount;
  if (first !== undefined && (second === undefined || count(first) > count(second))) return first;
  const why =
    first === undefined
      ? "GuardDuty is delegated to nobody yet"
      : `GuardDuty is delegated to ${byCount.join(" and ")} in as many regions each`;
  return answer(io, `${why}: the administrator's account`, "--administrator ID");
}

async function homeRegionOf(io: Io): Promise<string> {
  const { AWS_REGION, AWS_DEFAULT_REGION } = io.env;
  const region = AWS_REGION ?? AWS_DEFAULT_REGION;
  if (FIRST_REGIONS.some((one) => one === region)) return region!;
  return answer(io, "the home region, where what a partition has once lives", "--home-region NAME");
}

async function answer(io: Io, what: string, flag: string): Promise<string> {
  if (io.interactive) return (await io.ask(`${what}: `)).trim();
  throw new CommandError(`${what} is not known, and nobody can be asked`, `say it: ${flag}`);
}
