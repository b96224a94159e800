import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hasApplied, stateNotes } from "../../../cli/state-notes";
import type { OrgdutyConfig, State } from "../../../config/config";
import { stackList } from "../../../config/stack-list";
import { elsewhereNotes } from "../../../terraform/state/elsewhere-notes";
import { StatePlaces } from "../../../terraform/state/state-places";
import { temporaryFolder } from "../support/temporary-folder";
import { TINY_ORGANIZATION, tinyConfig } from "../support/tiny-config";

const S3: State = { s3: { bucket: "states", region: "us-east-1" } };
const HELD = JSON.stringify({ resources: [{ mode: "managed" }] });

describe("elsewhereNotes", () => {
  const folder = temporaryFolder();
  const configWith = (state: State): OrgdutyConfig => ({
    ...tinyConfig(join(folder(), "orgduty.yaml"), ["us-east-1", "us-east-2"]),
    organizations: { aws: { ...TINY_ORGANIZATION, state } },
  });
  const notes = (state: State, kind: "live" | "local" | "offline" = "live") => {
    const config = configWith(state);
    return elsewhereNotes({ config, stateFolder: folder(), mode: { kind } }, stackList(config));
  };

  it("names each state that this machine last saw elsewhere, and what moves it", () => {
    writeFileSync(join(folder(), "us-east-1.tfstate"), HELD);
    const text = notes(S3).join("\n");
    expect(text).toMatch(
      /us-east-1: this machine last saw its state in .*us-east-1\.tfstate, and the config says s3:\/\/states\/orgduty\/tiny\/us-east-1\.tfstate/,
    );
    expect(text).toMatch(/\.\/orgduty state move; or put "state" back/);
    expect(text).not.toContain("us-east-2");
    expect(notes(S3, "local").join("\n")).toContain("./orgduty state move --aws local;");
  });

  it("is silent if every state is where the config says, was moved there, or is not looked at", () => {
    writeFileSync(join(folder(), "us-east-1.tfstate"), HELD);
    expect(notes("local")).toEqual([]);
    expect(notes(S3, "offline")).toEqual([]);
    new StatePlaces(folder()).set("us-east-1", { at: S3, copiedFrom: "local" });
    expect(notes(S3)).toEqual([]);
  });

  it("knows whether this machine has applied the config, a rehearsal apart", () => {
    const config = configWith(S3);
    expect(hasApplied(config, "live")).toBe(false);
    new StatePlaces(join(folder(), ".orgduty/state/tiny")).begin("us-east-1", S3);
    expect([hasApplied(config, "live"), hasApplied(config, "local")]).toEqual([true, false]);
  });

  it("looks where a command without a workspace has its states: a rehearsal's apart", () => {
    mkdirSync(join(folder(), ".orgduty/local/state/tiny"), { recursive: true });
    writeFileSync(join(folder(), ".orgduty/local/state/tiny/us-east-1.tfstate"), HELD);
    const project = { config: configWith(S3) };
    expect(stateNotes(project, "local").join("\n")).toContain("us-east-1: this machine last saw");
    expect(stateNotes(project, "live")).toEqual([]);
  });
});
