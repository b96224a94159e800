import { join } from "node:path";
import type { LocalAws } from "../../local-aws/start";
import { findManifest, type StackPlan } from "../../plans-folder/manifest";
import { Commands } from "./commands";
import { exampleOrganizations, SECRET_NAME, writeDemoConfig } from "./config";
import { fillSecret, makeSampleFinding, type Place } from "./finding";
import type { Relay } from "./relay";

/** Accounts of the example: the management account, the delegated administrator, and Payments Prod, a member. */
const [MANAGEMENT, ADMINISTRATOR, MEMBER] = ["111111111111", "222222222222", "012345678901"] as const;
const HOME_REGION = "us-east-1";
/** The China partition's administrator, in its home region. */
const CHINA: Place = { accountId: "666666666666", region: "cn-north-1" };
const FINDING_TYPE = "UnauthorizedAccess:EC2/SSHBruteForce";
const DELIVERY_LIMIT_MS = 120_000;

/** What the loop runs with. The caller starts and stops it. */
export interface LoopProps {
  readonly folder: string;
  readonly regions: "all" | string[];
  readonly relay: Relay;
  readonly relayUrl: string;
  readonly local: LocalAws;
  readonly signal: AbortSignal;
  /** Receives each step before it begins. */
  readonly step: (text: string) => void;
  /** Receives the result of a step. */
  readonly say: (text: string) => void;
}

/** How many resources the plans in a folder add, change and destroy. */
export type Changes = Pick<StackPlan, "adds" | "changes" | "destroys">;

/**
 * The whole loop: organizations, discovery, plans, apply, a member's finding at the relay, a second plan.
 * @returns how many findings the relay received, and what the second plan would still change
 */
export async function runLoop(props: LoopProps): Promise<{ findings: number; left: Changes }> {
  const { folder, regions, relay, local, signal, step, say } = props;
  writeDemoConfig(folder, regions, props.relayUrl);
  const commands = new Commands(folder, local.url, signal);
  step("two organizations are made, one of them in China");
  for (const organization of exampleOrganizations()) await local.seed(organization);
  step("orgduty discover: the accounts there are");
  say(await commands.run("discover"));
  step(`orgduty plan: ${regions === "all" ? "all regions" : regions.join(", ")}`);
  say(await commands.run("plan", "--out", "plans"));
  step("orgduty apply: exactly these plans, by Terraform's AWS provider");
  say(await commands.run("apply", "--out", "plans", "--yes"));
  step("the relay's token and certificate authority go into the secret");
  for (const place of secretPlaces(regions)) {
    await fillSecret(local.url, place, SECRET_NAME, { token: relay.token, ca: relay.authority });
  }
  const region = regions === "all" || regions.includes("eu-west-1") ? "eu-west-1" : HOME_REGION;
  step(`a sample finding in member ${MEMBER}, ${region}, with the member's credentials`);
  await makeSampleFinding(local.url, MANAGEMENT, { accountId: MEMBER, region }, FINDING_TYPE);
  step("the finding goes through rule, queue and function to the relay");
  say(await relay.recordOf(MEMBER, DELIVERY_LIMIT_MS, signal));
  step("orgduty plan again: nothing is left to do");
  say(await commands.run("plan", "--out", "plans-again"));
  return { findings: relay.count(MEMBER), left: changesIn(join(folder, "plans-again")) };
}

/** Where each partition's relay secret is, from which its other regions have replicas. */
function secretPlaces(regions: LoopProps["regions"]): Place[] {
  const china = regions === "all" || regions.includes(CHINA.region) ? [CHINA] : [];
  return [{ accountId: ADMINISTRATOR, region: HOME_REGION }, ...china];
}

/** Adds up what the plans in a folder would do. */
export function changesIn(plansFolder: string): Changes {
  const stacks = findManifest(plansFolder)?.stacks ?? [];
  const sum = (key: keyof Changes) => stacks.reduce((total, stack) => total + stack[key], 0);
  return { adds: sum("adds"), changes: sum("changes"), destroys: sum("destroys") };
}
