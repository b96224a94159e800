// A Lambda execution environment in small: loads the bundle once, then answers invocations that come over IPC. Plain JavaScript, because Node 22
// runs it as it is. Time can be moved on between invocations, so that tests need not wait for it.
"use strict";
const { performance } = require("node:perf_hooks");

const realNow = Date.now;
let offset = 0;
Date.now = () => realNow() + offset;

const imported = performance.now();
const { handler } = require(process.argv[2]);

process.on("message", async ({ records, remainingMilliseconds, clockOffset }) => {
  offset = clockOffset;
  const end = Date.now() + remainingMilliseconds;
  const context = { getRemainingTimeInMillis: () => end - Date.now(), awsRequestId: "test" };
  const response = await handler({ Records: records }, context);
  process.send({
    response,
    node: process.version,
    maxResidentKilobytes: process.resourceUsage().maxRSS,
    millisecondsSinceImport: performance.now() - imported,
  });
});
process.send("ready");
