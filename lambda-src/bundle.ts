import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildSync } from "esbuild";
import { zipOneFile } from "./zip";

/** A zip that Lambda accepts, and what Terraform needs to know about it. */
export interface Bundle {
  /** The path that was requested. */
  readonly path: string;
  /** For source_code_hash. */
  readonly sha256Base64: string;
  readonly bytes: number;
}

/** This folder. The repository's root is one level above this file, in the source and in dist/synth.js. */
const SOURCE = join(__dirname, "..", "lambda-src");

/** For `handler` of the Lambda function: the file in the zip, without its extension, and the export. */
export const FORWARDER_HANDLER = "index.handler";

/**
 * Bundles the forwarder and writes the zip. The same sources give the same bytes in any folder, on any Node, at any
 * time. TerraformAsset is not used, because it keeps file times. Synchronous, because synth is.
 */
export function buildForwarderBundle(outFile: string): Bundle {
  const zip = zipOneFile("index.js", bundle(join(SOURCE, "finding-forwarder", "handler.ts")));
  mkdirSync(dirname(outFile), { recursive: true });
  writeFileSync(outFile, zip);
  return {
    path: outFile,
    sha256Base64: createHash("sha256").update(zip).digest("base64"),
    bytes: zip.length,
  };
}

function bundle(entryPoint: string): Buffer {
  const result = buildSync({
    entryPoints: [entryPoint],
    absWorkingDir: SOURCE,
    bundle: true,
    minify: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    mainFields: ["module", "main"],
    charset: "utf8",
    legalComments: "none",
    define: { "process.env.NODE_ENV": '"production"' },
    tsconfigRaw: "{}",
    logLevel: "silent",
    write: false,
  });
  return Buffer.from(result.outputFiles[0]!.contents);
}
