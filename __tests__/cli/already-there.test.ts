import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alreadyThereNotes } from "../../cli/already-there";
import { sha256 } from "../../plans-folder/hashing";
import type { CurrentSettings } from "../../plans-folder/manifest";
import { TINY_MANIFEST } from "../terraform-runner/support/tiny-manifest";

const ON = { "administrator detector enable": "ENABLED" };

describe("alreadyThereNotes", () => {
  let plansFolder: string;
  beforeEach(() => void (plansFolder = mkdtempSync(join(tmpdir(), "already-"))));
  afterEach(() => rmSync(plansFolder, { recursive: true }));

  /** Notes on a plan that does one thing to the administrator's detector. */
  function notes(
    actions: readonly string[],
    settings: CurrentSettings["settings"] | undefined,
    recorded?: string,
  ): string[] {
    const address = "aws_guardduty_detector.administrator-detector_E20FFF37";
    const change = { address, type: "aws_guardduty_detector", mode: "managed", change: { actions } };
    const text = JSON.stringify({ resource_changes: [change] });
    mkdirSync(join(plansFolder, "us-east-1"));
    writeFileSync(join(plansFolder, "us-east-1", "plan.json"), text);
    const stack = {
      ...TINY_MANIFEST.stacks[0]!,
      name: "us-east-1",
      adds: 1,
      planJsonSha256: recorded ?? sha256(text),
    };
    const currentSettings = settings && { "us-east-1": { settings, unread: [] } };
    return alreadyThereNotes({
      manifest: { stacks: [stack], ...(currentSettings ? { currentSettings } : {}) },
      plansFolder,
    });
  }

  it("names the account whose detector AWS has and the plan creates", () => {
    const [note, ...others] = notes(["create"], ON);
    expect(note).toContain(
      "us-east-1: GuardDuty is in the administrator account already, and the plan creates it",
    );
    expect(note).toContain("fix: if another state holds it");
    expect(others).toEqual([]);
  });

  it("leaves a plan that was altered to the review", () => {
    expect(notes(["create"], ON, "0".repeat(64))).toEqual([]);
  });

  it.each([
    ["the plan takes over or has", ["no-op"], ON],
    ["AWS does not have", ["create"], {}],
    ["AWS has in the other account", ["create"], { "management detector enable": "ENABLED" }],
    ["nobody asked AWS about", ["create"], undefined],
  ] as const)("says nothing of a detector that %s", (_, actions, settings) => {
    expect(notes(actions, settings)).toEqual([]);
  });
});
