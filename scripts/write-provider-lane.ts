import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { argumentsIn } from "../__tests__/support/provider-lanes/bindings";
import { MADE_TYPES } from "../plan-review/judge/process/known-types";

/**
 * Writes what the types that orgduty makes take in another version of the provider, from a folder that holds its bindings:
 * npm pack @cdktn/provider-aws@VERSION, unpack it, name the folder.
 */
function main(bindings: string): void {
  const { cdktf } = JSON.parse(readFileSync(join(bindings, "package.json"), "utf8")) as {
    cdktf: { provider: { version: string } };
  };
  const { version } = cdktf.provider;
  const types = Object.fromEntries(MADE_TYPES.map((type) => [type, argumentsIn(bindings, type)]));
  const file = resolve(__dirname, `../__tests__/support/provider-lanes/aws-${version}.json`);
  writeFileSync(file, `${JSON.stringify({ version, types })}\n`);
  console.log(file);
}

main(process.argv[2]!);
