import { readFileSync } from "node:fs";
import Ajv from "ajv";
import type { Review } from "../../../plan-review/report/review";
import { sarif } from "../../../plan-review/report/sarif";
import { caseWorld, judgeWorld, reviewWorld } from "../case-world";
import { remove } from "../edit-plan";
import { makeHostile } from "../hostile";
import { mistaken } from "../seeded-mistakes/table";
import { SEEDED_MISTAKES } from "../seeded-mistakes/all";

const SCHEMA = require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");

/** The schema is of JSON Schema's draft 4, which names itself by `id`; Ajv knows later drafts only. */
function compileSchema() {
  const { id, $schema, ...schema } = JSON.parse(readFileSync(SCHEMA, "utf8")) as Record<string, unknown>;
  expect([id, $schema]).toEqual([
    expect.stringContaining("sarif-2.1.0"),
    expect.stringContaining("draft-04"),
  ]);
  // One of its patterns is none where Unicode is strict.
  const ajv = new Ajv({ allErrors: true, strictTypes: false, unicodeRegExp: false });
  ajv.addFormat("uri", (text: string) => URL.canParse(text));
  ajv.addFormat("uri-reference", (text: string) => !/\s/.test(text) && URL.canParse(text, "file:///"));
  ajv.addFormat("date-time", (text: string) => !Number.isNaN(Date.parse(text)));
  return ajv.compile(schema);
}

describe("SARIF", () => {
  const validate = compileSchema();
  // Through JSON, as a reader gets it: what is undefined is left out there.
  const errorsOf = (review: Review) => {
    validate(JSON.parse(JSON.stringify(sarif(review))));
    return validate.errors ?? [];
  };

  it.each(["first-day", "hub", "changes"])("is valid by its published schema: %s", (name) => {
    expect(errorsOf(reviewWorld(caseWorld(name)))).toEqual([]);
  });

  it("is valid for a seeded mistake of every rule", () => {
    const good = reviewWorld(caseWorld("first-day"));
    for (const mistake of new Map(SEEDED_MISTAKES.map((one) => [one.rule, one])).values()) {
      const errors = errorsOf({ ...good, rules: judgeWorld(mistaken(mistake)) });
      expect([mistake.what, errors]).toEqual([mistake.what, []]);
    }
  });

  it("is valid where a file is not what was planned", () => {
    const good = reviewWorld(caseWorld("first-day"));
    expect(errorsOf({ ...good, provenance: { ...good.provenance, altered: ["orgduty.yaml"] } })).toEqual([]);
  });

  it("is valid with a waived rule, and with hostile texts everywhere", () => {
    const world = makeHostile(caseWorld("first-day"));
    world.project.config.review.waivers["OD-042"] = {
      reason: "offline",
      owner: "someone",
      until: "2027-01-01",
    };
    expect(errorsOf(reviewWorld(world))).toEqual([]);
  });

  it("leaves out the least of what GitHub does not show, and says so", () => {
    const world = caseWorld("first-day");
    world.project.config.review.rules["OD-007"] = "warn";
    const { accounts } = world.project.snapshots.aws!;
    for (let n = 0; n < 5000; n += 1) accounts.push({ ...accounts[0]!, id: String(800_000_000_000 + n) });
    remove(world, "us-east-1", "aws_cloudwatch_event_target", "finding-intake_findings");
    const review = reviewWorld(world);
    const { runs } = sarif(review) as {
      runs: { results: { ruleId: string; level: string }[]; invocations: object[] }[];
    };
    const [{ results, invocations }] = runs as [(typeof runs)[0]];
    expect(results).toHaveLength(5000);
    const levels = results.map(({ level }) => level);
    expect(levels.lastIndexOf("error")).toBeLessThan(levels.indexOf("warning"));
    expect(results.map(({ ruleId }) => ruleId)).toContain("OD-024");
    // The one warning of OD-042 is not crowded out by the thousands of OD-007.
    expect(results.map(({ ruleId }) => ruleId)).toContain("OD-042");
    expect(invocations).toMatchObject([
      {
        toolExecutionNotifications: [
          {
            message: {
              text: expect.stringMatching(/^\d+ results are left out \(OD-007: \d+\); review\.json has/),
            },
          },
        ],
      },
    ]);
    expect(errorsOf(review)).toEqual([]);
  });

  it("would be told if it were not", () => {
    const log = sarif(reviewWorld(caseWorld("first-day"))) as { runs: { results: object[] }[] };
    log.runs[0]!.results.push({ ruleId: "OD-001", level: "fatal" });
    expect(validate(log)).toBe(false);
    expect(validate.errors?.map(({ instancePath }) => instancePath)).toEqual(
      expect.arrayContaining([expect.stringMatching(/level$/)]),
    );
  });
});
