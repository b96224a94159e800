const { availableParallelism } = require("node:os");

const swc = [
  "@swc/jest",
  { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
];
/** Minutes long, and only for `make test-all`. */
const onlyInAll = ["<rootDir>/__tests__/e2e/all/"];
const slow = ["<rootDir>/__tests__/terraform/", "<rootDir>/__tests__/e2e/"];

/** `unit` runs in parallel; `slow` starts Terraform, servers or browsers and runs serially (scripts/test.ts). */
const common = {
  rootDir: __dirname,
  testEnvironment: "node",
  transform: { "\\.ts$": swc },
  modulePathIgnorePatterns: ["<rootDir>/(dist|cdktf.out|plans|.orgduty|.stryker-tmp)/"],
};

module.exports =
  process.env.ORGDUTY_TESTS === "slow"
    ? {
        ...common,
        testMatch: slow.map((folder) => `${folder}**/*.test.ts`),
        testPathIgnorePatterns: process.env.ORGDUTY_TEST_ALL ? [] : onlyInAll,
        testTimeout: 300_000,
        maxWorkers: 1,
      }
    : {
        ...common,
        testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
        testPathIgnorePatterns: slow,
        // A test of two seconds takes more than jest's five on a machine that does other things as well.
        testTimeout: 60_000,
        // Jest leaves one core free, which of two is half: nothing else runs meanwhile. A worker takes up to 2.5 GB.
        maxWorkers: Math.max(2, availableParallelism() - 1),
      };
