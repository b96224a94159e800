import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseDocument } from "yaml";
import type { SeedOrganization } from "../../local-aws/organizations/seed";

const EXAMPLE = resolve(__dirname, "../../examples/acme");

/** Name of the relay's secret in Secrets Manager. */
export const SECRET_NAME = "demo/guardduty/log-relay";

/** The files that describe the example's organizations. The demo creates them, then discovers them anew. */
export function exampleOrganizations(): SeedOrganization[] {
  return ["aws", "aws-cn"].map(
    (partition) =>
      JSON.parse(readFileSync(join(EXAMPLE, "accounts", `${partition}.json`), "utf8")) as SeedOrganization,
  );
}

/** DEMO_REGIONS: `all`, or region names separated by commas. The default is three regions, one of them in China. */
export function demoRegions(env: NodeJS.ProcessEnv): "all" | string[] {
  const given = env.DEMO_REGIONS ?? "us-east-1,eu-west-1,cn-north-1";
  return given === "all" ? given : given.split(",");
}

/**
 * Writes the example's config into the demo's folder, for these regions and this relay. The snapshot is left to
 * discover.
 * @returns the path of the config
 */
export function writeDemoConfig(folder: string, regions: "all" | string[], relayUrl: string): string {
  rmSync(join(folder, "accounts"), { recursive: true, force: true });
  mkdirSync(join(folder, "accounts"), { recursive: true });
  copyFileSync(join(EXAMPLE, ".terraform.lock.hcl"), join(folder, ".terraform.lock.hcl"));
  const document = parseDocument(readFileSync(join(EXAMPLE, "orgduty.yaml"), "utf8"));
  document.setIn(["name"], "demo");
  document.setIn(["regions"], regions);
  document.setIn(["organizations", "aws", "canaryRegion"], "us-east-1");
  document.deleteIn(["organizations", "aws-cn", "forwarding"]);
  const logRelay = { protocol: "https", url: relayUrl, authentication: "bearer", secretName: SECRET_NAME };
  document.setIn(["forwarding", "logRelay"], logRelay);
  const path = join(folder, "orgduty.yaml");
  writeFileSync(path, document.toString());
  return path;
}
