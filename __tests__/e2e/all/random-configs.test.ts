import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { Review } from "../../../plan-review/report/review";
import fc from "../../support/fast-check";
import { copyOfExample, orgduty } from "../../support/orgduty";
import { validConfigs } from "../../support/valid-configs";

const STACKS = ["foundation-aws", "us-east-1"].flatMap((name) => ["--stack", name]);

/** The rules that say that a plan file is what the config makes. */
const CONFORMANCE = ["OD-057", "OD-058", "OD-059"];

describe("random valid configs, planned by real Terraform", () => {
  const drawn = fc.sample(validConfigs, 5).map((changes, index) => [index + 1, changes] as const);

  it.each(drawn)(
    "number %i is planned, and the plan is what it says",
    (_number, changes) => {
      const { folder, config } = copyOfExample("acme");
      const example = parse(readFileSync(config, "utf8")) as { organizations: { aws: object } };
      const organizations = { aws: example.organizations.aws };
      writeFileSync(config, stringify({ ...example, ...changes, organizations }));
      const plans = join(folder, "plans");
      const planned = orgduty(["plan", "--offline", "--config", config, "--out", plans, ...STACKS]);
      expect([planned.status, planned.stderr]).toEqual([0, expect.not.stringContaining("Error")]);
      // Two stacks of sixteen: that the others are missing fails the review, and only that is not looked at.
      orgduty(["review", "--config", config, "--out", plans]);
      const { rules } = JSON.parse(readFileSync(join(plans, "review.json"), "utf8")) as Review;
      const judged = rules.filter(({ id }) => CONFORMANCE.includes(id));
      expect(judged.map(({ status }) => status)).toEqual(["pass", "pass", "pass"]);
      rmSync(folder, { recursive: true, force: true });
    },
    300_000,
  );
});
