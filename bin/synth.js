#!/usr/bin/env node
"use strict";
// The app that cdktf runs: main.ts from a bundle that is rebuilt whenever a source file is newer, so that what
// synthesizes is always what is in the checkout.
const { bundleSynth } = require("./bundle-synth.js");

require(bundleSynth());
