import type { Diagnosis } from "../../../doctor/doctor";
import { inOrder } from "../../../doctor/in-order";
import type { Line } from "../../../doctor/line";
import { migrationsOf } from "../../../doctor/migration";
import { doctorDocument } from "../../../doctor/report/document";
import { doctorText } from "../../../doctor/report/doctor-text";
import { acme } from "../../support/fleet";

const line = (changes: Partial<Line>): Line => ({
  ...{ check: "members", outcome: "warning", partition: "aws", what: "w", evidence: "e", fix: "f" },
  ...changes,
});

function diagnosis(lines: readonly Line[], changes: Partial<Diagnosis> = {}): Diagnosis {
  return {
    ...{ name: "acme", checkedAt: "2026-11-27T00:00:00.000Z", migrations: [], calls: 1, retries: 0 },
    ...{ regions: ["eu-west-1", "eu-west-2"], lines: inOrder(lines) },
    ...changes,
  };
}

describe("Doctor's report", () => {
  it("has the worst first, and one entry for what regions have in common", () => {
    const command = (region: string) => `aws guardduty list-members --region ${region}`;
    const text = doctorText(
      diagnosis([
        line({ outcome: "fine", what: "all well", evidence: "" }),
        line({ region: "eu-west-1", fix: command("eu-west-1") }),
        line({ region: "eu-west-2", fix: command("eu-west-2") }),
        line({ outcome: "blocker", check: "state", what: "no bucket" }),
      ]),
    );
    expect(text.split("\n")).toEqual([
      "BLOCKERS: plan or apply fails, or what it makes does not work",
      "  state: no bucket  [aws]",
      "      evidence: e",
      "      fix: f",
      "",
      "WARNINGS",
      "  members: w  [eu-west-1, eu-west-2]",
      "      evidence: e",
      "      fix: aws guardduty list-members --region REGION",
      "",
      "FINE",
      "  members: all well  [aws]",
      "",
      "1 blocker, 2 warnings, 0 not checked, 1 fine",
    ]);
  });

  it("keeps what differs apart", () => {
    const text = doctorText(
      diagnosis([line({ region: "eu-west-1", evidence: "a" }), line({ region: "eu-west-2", evidence: "b" })]),
    );
    expect(text).toContain("[eu-west-1]");
    expect(text).toContain("[eu-west-2]");
  });

  it("keeps accounts apart", () => {
    const text = doctorText(
      diagnosis([line({ account: "1".repeat(12) }), line({ account: "2".repeat(12) })]),
    );
    expect(text).toContain("[111111111111]");
    expect(text).toContain("[222222222222]");
  });

  it("lists blockers before warnings, and either in the order of the checks", () => {
    const lines = [
      line({ check: "relay" }),
      line({ check: "clock" }),
      line({ check: "secret", outcome: "blocker" }),
      line({ check: "state", outcome: "blocker" }),
    ];
    const { problems } = doctorDocument(diagnosis(lines));
    expect(problems.map(({ check }) => check)).toEqual(["state", "secret", "clock", "relay"]);
  });

  it("shows what would hide, in the text and in the document", () => {
    const hostile = line({ what: "rule \u001b[2J\u202e", evidence: "two\nlines" });
    expect(doctorText(diagnosis([hostile]))).toContain("rule ⟨U+001B⟩[2J⟨U+202E⟩");
    expect(JSON.stringify(doctorDocument(diagnosis([hostile])))).not.toMatch(/\\u001b|\u202e/);
  });

  it("says of each unchecked line why, and whether anybody could have checked it from here", () => {
    const lines = [line({ outcome: "unchecked" }), line({ outcome: "out-of-reach" })];
    const { unchecked, problems, verdict } = doctorDocument(diagnosis(lines));
    expect(unchecked.map(({ reason, isOutOfReach }) => [reason, isOutOfReach])).toEqual([
      ["e", false],
      ["e", true],
    ]);
    expect([problems, verdict.unchecked, verdict.outOfReach]).toEqual([[], 1, 1]);
  });

  it("prints a migration for each other administrator, with the regions it is administrator in", () => {
    const organization = acme().config.organizations.aws!;
    const migrations = migrationsOf(
      organization,
      new Map([
        ["eu-west-1", "333333333333"],
        ["eu-west-2", "333333333333"],
      ]),
    );
    const text = doctorText(diagnosis([], { migrations }));
    expect(text).toContain(
      "MIGRATION from administrator 333333333333 to 222222222222, in eu-west-1, eu-west-2",
    );
    expect(text).toContain("lost: findings stay with 333333333333");
  });
});
