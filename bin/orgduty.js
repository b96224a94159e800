#!/usr/bin/env node
"use strict";
// Starts the command line from a bundle: 0.1 s instead of the 0.45 s that compiling TypeScript on the fly takes.
// The bundle is rebuilt whenever a source file is newer, so that what runs is always what is in the checkout.
const { bundleCli } = require("./bundle-cli.js");

require(bundleCli())
  .main(process.argv)
  .then((code) => {
    process.exitCode = code;
  });
