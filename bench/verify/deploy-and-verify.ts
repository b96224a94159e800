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
    // First what is not compared: what the local AWS and the bundles have to warm up counts for nobody then.
    const measured = await verifyAlone(config, aws.url);
    const cpu = await cpuOfCommand(ROOT, config, aws.url);
    const baseCpu = base && (await cpuOfCommand(base, config, aws.url));
    console.log(JSON.stringify({ ...measured, cpu, ...(baseCpu !== undefined && { baseCpu }) }));
  } finally {
    await aws.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const ROOT = resolve(__dirname, "../..");

/** Runs verify-alone.ts. @returns what it measured */
async function verifyAlone(config: string, endpoint: string): Promise<object> {
  const script = join(__dirname, "verify-alone.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, config, endpoint], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, "close") as Promise<[number]>]);
  if (code !== 0) throw new Error(`verifying ended with ${code}`);
  return JSON.parse(said.trim().split("\n").at(-1)!) as object;
}

/** The processor seconds of a checkout's `orgduty verify`, as a person runs it; the first run makes its bundles. */
async function cpuOfCommand(checkout: string, config: string, endpoint: string): Promise<number> {
  const history = join(mkdtempSync(join(tmpdir(), "orgduty-bench-")), "history.jsonl");
  const run = async () => {
    const args = ["verify", "--json", "--aws", "local", "--config", config, "--history", history];
    const child = spawn(process.execPath, [join(checkout, "bin", "orgduty.js"), ...args], {
      cwd: checkout,
      env: { ...process.env, ORGDUTY_LOCAL_AWS_URL: endpoint },
      stdio: ["ignore", "ignore", "inherit"],
    });
    const [code] = (await once(child, "close")) as [number];
    // The code before conformance does not know all that is deployed now, and finds gaps.
    if (![0, 2].includes(code)) throw new Error(`verifying with ${checkout} ended with ${code}`);
  };
  await run();
  const { cpu } = await cpuOf(run);
  return cpu;
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
