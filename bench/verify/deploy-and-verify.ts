import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deployGuardDuty } from "../../__tests__/support/deployed/guardduty";
import { deployPipeline } from "../../__tests__/support/deployed/pipeline";
import { resourcesOf } from "../../__tests__/support/fleet";
import { partitionOf } from "../../aws/partitions";
import { buildForwarderBundle } from "../../lambda-src/bundle";
import { startLocalAws } from "../../local-aws/start";
import { loadProject } from "../../organization/load-project";
import { writeThousandAccounts } from "./thousand-accounts";

/** Deploys a large organization to a local AWS in this process, and has another one verify it. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-bench-"));
  const config = writeThousandAccounts(folder);
  const guardDuty = { delays: { firstDelegationMs: 0 }, organizationCacheMs: 600_000 };
  const aws = await startLocalAws({ folder: join(folder, "aws"), guardDuty });
  try {
    await deploy(config, aws.url, folder, (organization) => aws.seed(organization));
    const verify = join(__dirname, "verify-alone.ts");
    const child = spawn(process.execPath, ["--import", "tsx", verify, config, aws.url], { stdio: "inherit" });
    const [code] = (await once(child, "close")) as [number];
    process.exitCode = code;
  } finally {
    await aws.stop();
    rmSync(folder, { recursive: true, force: true });
  }
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

void main();
