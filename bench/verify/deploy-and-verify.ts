import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { deployGuardDuty } from "../../__tests__/support/deployed/guardduty";
import { deployPipeline } from "../../__tests__/support/deployed/pipeline";
import { resourcesOf } from "../../__tests__/support/fleet";
import { partitionOf } from "../../aws/partitions";
import { buildForwarderBundle } from "../../lambda-src/bundle";
import { startLocalAws } from "../../local-aws/start";
import { loadProject } from "../../organization/load-project";
import { checkOutBase } from "./base-checkout";
import { cpuOf } from "./cpu-of";
import { writeThousandAccounts } from "./thousand-accounts";

/** Deploys a large organization to a local AWS in this process, and has others verify it: this code, and the base's. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-bench-"));
  const config = writeThousandAccounts(folder);
  const guardDuty = { delays: { firstDelegationMs: 0 }, organizationCacheMs: 600_000 };
  const aws = await startLocalAws({ folder: join(folder, "aws"), guardDuty });
  try {
    await deploy(config, aws.url, folder, (organization) => aws.seed(organization));
    const base = checkOutBase(folder);
    // The base first: what the local AWS has to warm up counts for nobody then.
    const before = base && (await cpuOf(() => verifyAlone(base, [config, aws.url])));
    const { result, cpu } = await cpuOf(() => verifyAlone(ROOT, [config, aws.url]));
    console.log(JSON.stringify({ ...result, cpu, ...(before && { baseCpu: before.cpu }) }));
  } finally {
    await aws.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const ROOT = resolve(__dirname, "../..");

/** Runs bench/verify/verify-alone.ts of a checkout. @returns what it measured */
async function verifyAlone(checkout: string, args: readonly string[]): Promise<object> {
  const script = join(checkout, "bench", "verify", "verify-alone.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, ...args], {
    cwd: checkout,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, "close") as Promise<[number]>]);
  if (code !== 0) throw new Error(`verifying with ${checkout} ended with ${code}`);
  return JSON.parse(said.trim().split("\n").at(-1)!) as object;
}

type Seed = (organization: NonNullable<ReturnType<typeof loadProject>["snapshots"]["aws"]>) => Promise<void>;

async function deploy(configPath: string, endpoint: string, folder: string, seed: Seed): Promise<void> {
  const project = loadProject(configPath);
  const { config, snapshots } = project;
  const zip = readFileSync(buildForwarderBundle(join(folder, "forwarder.zip")).path);
  const resources = resourcesOf(project, zip);
  for (const snapshot of Object.values(snapshots)) await seed(snapshot);
  for (const region of config.regions) {
    const partition = partitionOf(region);
    const place = { endpoint, config, organization: config.organizations[partition]!, region, resources };
    await deployGuardDuty(place, snapshots[partition]!);
    await deployPipeline(place, { zip, secret: JSON.stringify({ token: "t" }) });
    console.error(`deployed ${region}`);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
