"use strict";
const { bundled } = require("./bundle.js");

/** What the app is bundled from: all that makes stacks, and a sign that packages were installed anew. */
const sources = [
  "bin",
  "main.ts",
  "aws",
  "aws-clients",
  "config",
  "doctor",
  "existing",
  "intent",
  "lambda-src",
  "modules",
  "organization",
  "stacks",
  "verification",
  "package.json",
  "package-lock.json",
  "node_modules/.package-lock.json",
];

/**
 * Builds the app if its bundle is missing or older than a source, and returns the bundle's path. cdktf and the
 * provider's resources are inside, because finding and compiling them takes longer than synth itself.
 */
function bundleSynth() {
  return bundled({ name: "synth.js", entryPoint: "main.ts", sources, options: { external: ["esbuild"] } });
}

module.exports = { bundleSynth, sources };
