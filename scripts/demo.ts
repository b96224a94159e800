import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { lambdaNodes } from "../cli/lambda-nodes";
import { startLocalAws, type LocalAws } from "../local-aws/start";
import { readManifest } from "../terraform/manifest";
import { withLockedFolder } from "../terraform/work-folder-lock";
import { Commands } from "./demo/commands";
import { demoRegions, exampleOrganizations, SECRET_NAME, writeDemoConfig } from "./demo/config";
import { fillSecret, makeSampleFinding } from "./demo/finding";
import { missing } from "./demo/missing";
import { Relay } from "./demo/relay";

const FOLDER = resolve(__dirname, "../.orgduty/demo");
const TOKEN = "demo-token";
const FINDING_TYPE = "UnauthorizedAccess:EC2/SSHBruteForce";
/** Accounts of the example: the delegated administrator, and Payments Prod, a member. */
const [MANAGEMENT, ADMINISTRATOR, MEMBER] = ["111111111111", "222222222222", "012345678901"] as const;
const HOME_REGION = "us-east-1";
const DELIVERY_LIMIT_MS = 120_000;
/** What a new demo keeps of an old one: moto, where it had to be installed, and the lock's own file. */
const KEPT = ["venv", "held-by"];

/** Everything that was started, so that nothing stays. */
interface Running {
  readonly relay: Relay;
  readonly local: LocalAws;
}

/** Plans and applies for real against an AWS on this machine, and follows one finding to a log relay. */
async function demo(signal: AbortSignal): Promise<void> {
  for (const entry of readdirSync(FOLDER).filter((name) => !KEPT.includes(name))) {
    rmSync(join(FOLDER, entry), { recursive: true, force: true });
  }
  step("a log relay and a local AWS start");
  const relay = new Relay(join(FOLDER, "relay"), TOKEN);
  const relayUrl = await relay.listen();
  try {
    const local = await startLocalAws({ folder: FOLDER, nodes: lambdaNodes(process.env) });
    try {
      await loop({ relay, local }, relayUrl, signal);
    } finally {
      await local.stop();
    }
  } finally {
    await relay.close();
  }
}

async function loop({ relay, local }: Running, relayUrl: string, signal: AbortSignal): Promise<void> {
  const regions = demoRegions(process.env);
  writeDemoConfig(FOLDER, regions, relayUrl);
  const commands = new Commands(FOLDER, local.url, signal);

  step("two organizations are made, one of them in China");
  for (const organization of exampleOrganizations()) await local.seed(organization);
  step("orgduty discover: the accounts there are");
  say(await commands.run("discover"));
  step(`orgduty plan: ${regions === "all" ? "all 15 regions" : regions.join(", ")}`);
  say(await commands.run("plan", "--out", "plans"));
  step("orgduty apply: exactly these plans, by Terraform's AWS provider");
  say(await commands.run("apply", "--out", "plans", "--yes"));
  step("the relay's token and certificate authority go into the secret");
  const administrator = { accountId: ADMINISTRATOR, region: HOME_REGION };
  await fillSecret(local.url, administrator, SECRET_NAME, { token: TOKEN, ca: relay.authority });
  const region = regions === "all" || regions.includes("eu-west-1") ? "eu-west-1" : HOME_REGION;
  step(`a sample finding in member ${MEMBER}, ${region}, with the member's credentials`);
  await makeSampleFinding(local.url, MANAGEMENT, { accountId: MEMBER, region }, FINDING_TYPE);
  step("the finding goes through rule, queue and function to the relay");
  say(await relay.recordOf(MEMBER, DELIVERY_LIMIT_MS, signal));
  step("orgduty plan again: nothing is left to do");
  say(await commands.run("plan", "--out", "plans-again"));
  const stacks = readManifest(join(FOLDER, "plans-again"))?.stacks ?? [];
  const changes = stacks.reduce((sum, { adds, changes, destroys }) => sum + adds + changes + destroys, 0);
  if (changes > 0) throw new Error(`the second plan has ${changes} changes, see ${FOLDER}/plans-again`);
  say(`\ndemo: ${relay.count(MEMBER)} finding delivered, second plan empty`);
}

let steps = 0;

function step(text: string): void {
  steps += 1;
  console.error(`\ndemo ${steps}: ${text}`);
}

function say(text: string): void {
  console.log(text.trimEnd());
}

async function main(): Promise<number> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  const abort = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => abort.abort());
  mkdirSync(FOLDER, { recursive: true });
  const problems = await missing(FOLDER, process.env);
  if (problems.length > 0) {
    console.error(`demo: missing on this machine\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    return 1;
  }
  try {
    await withLockedFolder(FOLDER, () => demo(abort.signal));
    return 0;
  } catch (error) {
    if (abort.signal.aborted) {
      console.error("demo: interrupted, everything it started has ended");
      return 130;
    }
    console.error(`demo: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

void main().then((code) => (process.exitCode = code));
