import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { refusals, type Found } from "../../../terraform/apply/apply-refusals";
import { sha256 } from "../../../plans-folder/hashing";
import type { Manifest } from "../../../plans-folder/manifest";
import { temporaryFolder } from "../support/temporary-folder";
import { TINY_MANIFEST } from "../support/tiny-manifest";

describe("refusals", () => {
  const folder = temporaryFolder();
  beforeEach(() => {
    mkdirSync(join(folder(), "us-east-1"));
    writeFileSync(join(folder(), "us-east-1/plan.tfplan"), "plan");
    writeFileSync(join(folder(), "us-east-1/plan.json"), "json");
  });
  const found = (changed: Partial<Found> = {}): Found => ({
    mode: "live",
    config: { sha256: sha256("config") },
    snapshots: { aws: { sha256: sha256("snapshot") } },
    git: { commit: "a merge", tree: "t1", clean: true },
    versions: { terraform: "1.11.4", provider: "5.100.0" },
    plansFolder: folder(),
    shownFolder: "plans",
    now: new Date("2026-11-25T12:00:00Z"),
    maximumAgeHours: 24,
    ...changed,
  });
  const reasons = (changed: Partial<Found> = {}, manifest: Partial<Manifest> = {}) =>
    refusals({ ...TINY_MANIFEST, ...manifest }, found(changed));
  const altered = (path: string, planned: string, now: string) =>
    `altered: ${path} sha256 ${sha256(now)}, planned ${sha256(planned)}`;

  it("has none where all is as planned, from a merge commit of the same tree too", () => {
    expect(reasons()).toEqual([]);
  });

  it("names an altered plan file, and a missing one", () => {
    writeFileSync(join(folder(), "us-east-1/plan.tfplan"), "other");
    rmSync(join(folder(), "us-east-1/plan.json"));
    expect(reasons()).toEqual([
      altered("plans/us-east-1/plan.tfplan", "plan", "other"),
      "missing: plans/us-east-1/plan.json",
    ]);
  });

  it("names an altered config and an altered snapshot", () => {
    expect(reasons({ config: { sha256: sha256("c") }, snapshots: { aws: { sha256: sha256("s") } } })).toEqual(
      [altered("orgduty.yaml", "config", "c"), altered("accounts/aws.json", "snapshot", "s")],
    );
  });

  it("names a snapshot that was added or removed", () => {
    expect(reasons({ snapshots: { "aws-cn": { sha256: "x" } } })).toEqual([
      `altered: accounts/aws.json sha256 none, planned ${sha256("snapshot")}`,
      "altered: the snapshot of aws-cn sha256 x, planned none",
    ]);
  });

  it("never lets an offline plan through", () => {
    expect(reasons({}, { mode: "offline" })).toEqual([
      "offline: planned without AWS, so these plans can never be applied",
    ]);
  });

  it("takes no shard, even if all that it holds is as planned", () => {
    expect(reasons({}, { shard: { number: 3, of: 8 } })).toEqual([
      "shard: this is part 3/8 of the plans: ./orgduty merge makes one set",
    ]);
  });

  it("keeps plans for the local AWS and for AWS apart", () => {
    expect(reasons({}, { mode: "local" })).toEqual([
      "local: planned against the local AWS, to be applied against AWS",
    ]);
    expect(reasons({ mode: "local" })).toEqual([
      "live: planned against AWS, to be applied against the local AWS",
    ]);
  });

  it("refuses plans over the age, to the minute", () => {
    expect(reasons({ now: new Date("2026-11-25T12:01:00Z") })).toEqual([
      "old: planned 24 hours ago, at most 24 are allowed",
    ]);
  });

  it("refuses plans of the future, but for clocks that differ by minutes", () => {
    expect(reasons({}, { createdAt: "2026-11-25T12:05:00.000Z" })).toEqual([]);
    expect(reasons({}, { createdAt: "2026-11-25T12:06:00.000Z" })).toEqual([
      "new: planned at 2026-11-25T12:06:00.000Z, but this machine's clock says 2026-11-25T12:00:00.000Z",
    ]);
  });

  it("refuses another tree and uncommitted changes, then and now", () => {
    const git = { commit: "c2", tree: "t2", clean: false };
    expect(reasons({ git }, { git: { commit: "c1", tree: "t1", clean: false } })).toEqual([
      "git: planned from tree t1, this checkout has t2",
      "git: planned with uncommitted changes to tracked files",
      "git: this checkout has uncommitted changes to tracked files",
    ]);
  });

  it("refuses where git could read the checkout neither then nor now", () => {
    const git = { unreadable: "git cannot read the checkout" };
    expect(reasons({ git }, { git: null })).toEqual(["git cannot read the checkout"]);
    expect(reasons({ git })).toEqual(["git cannot read the checkout"]);
    expect(reasons({}, { git: null })).toEqual(["git: planned in a checkout that git could not read"]);
  });

  it("does not look at the tree in the local AWS", () => {
    expect(reasons({ mode: "local", git: { unreadable: "" } }, { mode: "local", git: null })).toEqual([]);
  });

  it("refuses another Terraform or provider", () => {
    expect(reasons({ versions: { terraform: "1.12.0", provider: "6.0.0" } })).toEqual([
      "version: planned with terraform 1.11.4, this is 1.12.0",
      "version: planned with provider 5.100.0, this is 6.0.0",
    ]);
  });

  it("refuses the other engine, whatever its version", () => {
    const versions = { terraform: "1.11.4", provider: "5.100.0" };
    const planned = { versions: { ...versions, engine: "OpenTofu", bindings: "21", cdktf: "0.21" } } as const;
    expect(reasons({ versions: { ...versions, engine: "OpenTofu" } })).toEqual([
      "version: planned with Terraform, this is OpenTofu",
    ]);
    expect(reasons({ versions }, planned)).toEqual(["version: planned with OpenTofu, this is Terraform"]);
    expect(reasons({ versions: { ...versions, engine: "OpenTofu" } }, planned)).toEqual([]);
  });
});
