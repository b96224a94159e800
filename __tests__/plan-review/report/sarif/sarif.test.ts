import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import type { Review } from "../../../../plan-review/report/review";
import { sarif, type SarifSource } from "../../../../plan-review/report/sarif/sarif";
import { CASES, caseWorld, judgeWorld, reviewWorld, type World } from "../../case-world";
import { after, destroy, remove } from "../../edit-plan";
import { makeHostile } from "../../hostile";
import { mistaken } from "../../seeded-mistakes/table";
import { SEEDED_MISTAKES } from "../../seeded-mistakes/all";

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

/** A config in which each line is one thing that results may point to. */
const TEXT = readFileSync(join(CASES, "first-day", "orgduty.yaml"), "utf8");
const SOURCE = { path: "security/orgduty.yaml", text: TEXT, release: "0.1.0" };

interface Log {
  runs: [
    {
      tool: { driver: { version?: string; rules: Record<string, unknown>[] } };
      results: {
        ruleId: string;
        ruleIndex: number;
        message: { text: string };
        partialFingerprints: { primaryLocationLineHash: string };
        locations: {
          physicalLocation: {
            artifactLocation: { uri: string; uriBaseId: string };
            region: { startLine: number };
          };
          logicalLocations?: object[];
        }[];
      }[];
    },
  ];
}

const logOf = (review: Review, source: SarifSource = SOURCE) => sarif(review, source) as Log;

/** The text of the lines that a rule's first result points to. */
function linesOf(review: Review, ruleId: string, text = TEXT): string[] {
  const found = logOf(review, { ...SOURCE, text }).runs[0].results.find((one) => one.ruleId === ruleId);
  return (found?.locations ?? []).map(({ physicalLocation }) =>
    text.split("\n")[physicalLocation.region.startLine - 1]!.trim(),
  );
}

describe("SARIF", () => {
  const validate = compileSchema();
  // Through JSON, as a reader gets it: what is undefined is left out there.
  const errorsOf = (review: Review) => {
    validate(JSON.parse(JSON.stringify(sarif(review, SOURCE))));
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
    const { runs } = sarif(review, SOURCE) as {
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
    const log = sarif(reviewWorld(caseWorld("first-day")), SOURCE) as { runs: { results: object[] }[] };
    log.runs[0]!.results.push({ ruleId: "OD-001", level: "fatal" });
    expect(validate(log)).toBe(false);
    expect(validate.errors?.map(({ instancePath }) => instancePath)).toEqual(
      expect.arrayContaining([expect.stringMatching(/level$/)]),
    );
  });

  describe("points to the line of the config that answers for a result", () => {
    const failing = (edit: (world: World) => void) => {
      const world = caseWorld("first-day");
      edit(world);
      return reviewWorld(world);
    };
    const noTarget = (world: World) =>
      remove(world, "us-east-1", "aws_cloudwatch_event_target", "finding-intake_findings");

    it("by what the rule judges: the path of findings, the plans, the snapshot", () => {
      expect(linesOf(failing(noTarget), "OD-024")).toEqual(["forwarding:"]);
      const frequency = (world: World) =>
        (after(world, "us-east-1", "aws_guardduty_detector", "administrator").finding_publishing_frequency =
          "SIX_HOURS");
      expect(linesOf(failing(frequency), "OD-017")).toEqual(["findingPublishingFrequency: FIFTEEN_MINUTES"]);
      const old = (world: World) => (world.project.snapshots.aws!.readAt = "2019-01-01T00:00:00Z");
      expect(linesOf(failing(old), "OD-061")).toEqual([expect.stringMatching(/^accounts: .*aws\.json$/)]);
    });

    it("by the waiver, if there is one, and by an exception that the result names", () => {
      const text = `${TEXT}\nreview:\n  waivers:\n    OD-024: { reason: a, owner: b, until: "2027-01-01" }\n`;
      expect(linesOf(failing(noTarget), "OD-024", text)).toEqual([expect.stringMatching(/^OD-024:/)]);
      const lasting = reviewWorld(caseWorld("first-day"));
      const named = lasting.rules.map((rule) => ({
        ...rule,
        ...(rule.id === "OD-040" && {
          status: "warn" as const,
          evidence: [{ address: "", detail: "organizations.aws.enrolment (a) has no until", stacks: [] }],
        }),
      }));
      expect(linesOf({ ...lasting, rules: named }, "OD-040")).toEqual(["enrolment:"]);
    });

    it("by the stack, once for each line, with the resource in each stack's plan", () => {
      const destroyed = failing((world) => {
        for (const stack of ["us-east-1", "us-east-2"])
          destroy(world, stack, "aws_sqs_queue", "finding-delivery_dead");
      });
      const { results } = logOf(destroyed).runs[0];
      const { locations } = results.find(({ ruleId }) => ruleId === "OD-001")!;
      const lines = locations.map(({ physicalLocation }) => physicalLocation.region.startLine);
      expect(new Set(lines).size).toBe(lines.length);
      expect(lines).not.toContain(1);
      expect(locations.flatMap(({ logicalLocations = [] }) => logicalLocations)).toEqual([
        expect.objectContaining({ fullyQualifiedName: expect.stringMatching(/^us-east-1\/aws_sqs_queue\./) }),
        expect.objectContaining({ fullyQualifiedName: expect.stringMatching(/^us-east-2\/aws_sqs_queue\./) }),
      ]);
    });

    it("by an excluded account that it names", () => {
      const text = "organizations:\n  aws:\n    enrolment:\n      exclude:\n        '012345678901': {}\n";
      const missing = (world: World) => remove(world, "us-east-2", "aws_guardduty_member", "012345678901");
      expect(linesOf(failing(missing), "OD-007", text)).toEqual(["'012345678901': {}"]);
    });

    it("or says that none does, and points to the top", () => {
      const { results } = logOf(reviewWorld(caseWorld("first-day"))).runs[0];
      const offline = results.find(({ ruleId }) => ruleId === "OD-042")!;
      expect(offline.locations[0]!.physicalLocation).toEqual({
        artifactLocation: { uri: "security/orgduty.yaml", uriBaseId: "%SRCROOT%" },
        region: { startLine: 1 },
      });
      expect(offline.message.text).toMatch(
        /No line of security\/orgduty\.yaml answers for it, so it is shown at the top$/,
      );
      const { results: placed } = logOf(failing(noTarget)).runs[0];
      expect(placed.find(({ ruleId }) => ruleId === "OD-024")!.message.text).not.toContain("No line of");
    });
  });

  it("gives each result a fingerprint of its own that stays when lines move", () => {
    const review = reviewWorld(makeHostile(caseWorld("first-day")));
    const hashes = (text: string) =>
      logOf(review, { ...SOURCE, text }).runs[0].results.map(
        ({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash,
      );
    expect(hashes(`# one line more\n${TEXT}`)).toEqual(hashes(TEXT));
    expect(new Set(hashes(TEXT)).size).toBe(hashes(TEXT).length);
    for (const hash of hashes(TEXT)) expect(hash).toMatch(/^[0-9a-f]{16}:1$/);
    const altered = {
      ...review,
      provenance: { ...review.provenance, altered: ["a", "us-east-1/plan.json"] },
    };
    const [first, second] = logOf(altered).runs[0].results;
    expect(first!.partialFingerprints.primaryLocationLineHash).toMatch(/^[0-9a-f]{16}:1$/);
    expect(first!.partialFingerprints).not.toEqual(second!.partialFingerprints);
  });

  it("names the release, and explains each rule, that of altered files too", () => {
    const review = reviewWorld(caseWorld("first-day"));
    const altered = { ...review, provenance: { ...review.provenance, altered: ["orgduty.yaml"] } };
    const [{ tool, results }] = logOf(altered).runs;
    expect(tool.driver.version).toBe("0.1.0");
    expect(results.map(({ ruleId, ruleIndex }) => [ruleId, tool.driver.rules[ruleIndex]!.id])).toEqual(
      results.map(({ ruleId }) => [ruleId, ruleId]),
    );
    const texts = tool.driver.rules.map(({ help, fullDescription, shortDescription }) =>
      [help, fullDescription, shortDescription].map((one) => (one as { text: string }).text.length > 0),
    );
    expect(texts).toEqual(texts.map(() => [true, true, true]));
    const { fix } = review.rules[0]!;
    expect((tool.driver.rules[0]!.help as { text: string }).text).toContain(fix);
  });
});
