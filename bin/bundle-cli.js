"use strict";
const { bundled } = require("./bundle.js");

/** What the command line is bundled from. */
const sources = [
  "bin",
  "aws",
  "aws-clients",
  "cli",
  "config",
  "doctor",
  "drawing",
  "existing",
  "intent",
  "lambda-src",
  "local-aws",
  "off-boarding",
  "organization",
  "pipeline",
  "plan-review",
  "plans-folder",
  "terraform",
  "transitions",
  "verification",
  "package.json",
];

/** Builds the command line if its bundle is missing or older than a source, and returns the bundle's path. */
function bundleCli() {
  const options = { packages: "external" };
  return bundled({ name: "orgduty.js", entryPoint: "cli/main.ts", sources, options });
}

module.exports = { bundleCli, sources };
