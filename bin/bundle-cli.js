"use strict";
const fs = require("node:fs");
const path = require("node:path");

const root = path.resolve(__dirname, "..");
const bundle = path.join(root, "dist", "orgduty.js");
const sources = [
  "bin",
  "aws",
  "aws-clients",
  "cli",
  "config",
  "drawing",
  "intent",
  "lambda-src",
  "local-aws",
  "off-boarding",
  "organization",
  "plan-review",
  "plans-folder",
  "terraform",
  "verification",
  "package.json",
];

/** The time of the newest source file, in milliseconds. */
function newestChange(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  const children = fs.readdirSync(file, { withFileTypes: true });
  const times = children
    .filter((child) => child.isDirectory() || /\.(ts|js|json|py|css|html)$/.test(child.name))
    .map((child) => newestChange(path.join(file, child.name)));
  return Math.max(stat.mtimeMs, ...times);
}

/** Builds dist/orgduty.js where it is missing or older than a source, and returns its path. */
function bundleCli() {
  const built = fs.statSync(bundle, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (built > Math.max(...sources.map((name) => newestChange(path.join(root, name))))) return bundle;
  const half = `${bundle}.${process.pid}`;
  esbuild().buildSync({
    entryPoints: [path.join(root, "cli", "main.ts")],
    outfile: half,
    bundle: true,
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: "inline",
    logLevel: "error",
  });
  fs.renameSync(half, bundle);
  return bundle;
}

/** The first package that anything here needs: on a fresh clone it is missing. */
function esbuild() {
  try {
    return require("esbuild");
  } catch (error) {
    if (error.code !== "MODULE_NOT_FOUND") throw error;
    console.error(`orgduty: its dependencies are not installed\n  fix: cd "${root}" && npm ci`);
    process.exit(1);
  }
}

module.exports = { bundleCli };
