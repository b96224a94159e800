"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { canWrite, privateFolder } = require("./bundle-folder.js");

const root = path.resolve(__dirname, "..");
/** What the command line is bundled from. */
const sources = [
  "bin",
  "aws",
  "aws-clients",
  "cli",
  "config",
  "doctor",
  "drawing",
  "intent",
  "lambda-src",
  "local-aws",
  "off-boarding",
  "organization",
  "plan-review",
  "plans-folder",
  "terraform",
  "transitions",
  "verification",
  "package.json",
];

/** Every source file in a folder, or the file itself. */
function filesIn(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [file];
  return fs
    .readdirSync(file, { withFileTypes: true })
    .filter((child) => child.isDirectory() || /\.(ts|js|json|py|css|html)$/.test(child.name))
    .flatMap((child) => filesIn(path.join(file, child.name)));
}

/** The time of the newest source file or folder, in milliseconds: a folder's is that of a file that was taken out. */
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

/**
 * Builds the command line if its bundle is missing or older than a source, and returns the bundle's path. It is
 * dist/orgduty.js, or in a checkout that cannot be written a file in a temporary folder of this user's own.
 */
function bundleCli() {
  const newest = Math.max(...sources.map((name) => newestChange(path.join(root, name))));
  const inCheckout = path.join(root, "dist", "orgduty.js");
  if (isNewer(inCheckout, newest)) return inCheckout;
  if (canWrite(path.dirname(inCheckout))) return build(inCheckout, {});
  const content = sources.flatMap((name) => filesIn(path.join(root, name)));
  const elsewhere = path.join(privateFolder(root, content), "orgduty.js");
  if (fs.existsSync(elsewhere)) return elsewhere;
  // From there neither the checkout's files nor its packages would be found.
  const banner = `__dirname = ${JSON.stringify(path.dirname(inCheckout))}; require = require("node:module").createRequire(${JSON.stringify(inCheckout)});`;
  return build(elsewhere, { banner: { js: banner } });
}

function isNewer(bundle, newest) {
  return (fs.statSync(bundle, { throwIfNoEntry: false })?.mtimeMs ?? 0) > newest;
}

/** Writes a bundle and then gives it its name, so that nobody starts half of one. */
function build(bundle, options) {
  const half = `${bundle}.${process.pid}`;
  esbuild().buildSync({
    entryPoints: [path.join(root, "cli", "main.ts")],
    absWorkingDir: root,
    outfile: half,
    bundle: true,
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: "inline",
    logLevel: "error",
    ...options,
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

module.exports = { bundleCli, sources };
