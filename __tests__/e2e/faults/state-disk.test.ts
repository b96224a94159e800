import { mkdirSync } from "node:fs";
import { stateFolderOf } from "../../../config/state-folder";
import type { Manifest } from "../../../plans-folder/manifest";
import { applyAll, type ApplyOutcome } from "../../../terraform/apply/apply-all";
import { planAll } from "../../../terraform/plan/plan-all";
import { dataResource, TinyProject } from "../../terraform-runner/support/tiny-project";
import { StateDisk } from "./kill-matrix/state-disk";

/** The short form of the kill matrix's last rows, with Terraform's own resource. */
describe("A disk of states", () => {
  let project: TinyProject;
  let disk: StateDisk;
  beforeEach(() => {
    project = new TinyProject(["us-east-1"]);
    const folder = stateFolderOf(project.config);
    mkdirSync(folder, { recursive: true });
    disk = new StateDisk(folder);
  });
  afterEach(() => project.remove());

  const plan = async (): Promise<Manifest> => {
    const { manifest, failures } = await planAll(project.planProps(await project.open()));
    if (!manifest) throw failures[0] as unknown as Error;
    return manifest;
  };
  const apply = async (manifest: Manifest): Promise<ApplyOutcome> =>
    applyAll({
      ...{ workspace: await project.open(), manifest, plansFolder: project.plansFolder },
      ...{ shownFolder: "plans", concurrency: 1 },
    });
  const changesOf = ({ stacks }: Manifest) =>
    stacks.reduce((sum, { adds, changes, destroys }) => sum + adds + changes + destroys, 0);

  it.each(["read-only", "full"] as const)(
    "that is %s fails an apply, and one more run converges",
    async (how) => {
      if (!StateDisk.isPossible()) return didNotRun("only root may mount a disk");
      await apply(await plan());
      project.write({ "us-east-1": dataResource("changed") });
      const manifest = await plan();
      expect(changesOf(manifest)).toBe(1);
      disk.mount();
      if (how === "full") disk.fill();
      else disk.readOnly();
      const { failures, notStarted } = await apply(manifest).finally(() => disk.unmount());
      expect([failures.length, notStarted]).toEqual([1, expect.anything()]);
      await apply(await plan());
      expect(changesOf(await plan())).toBe(0);
    },
    120_000,
  );
});

/** Says loudly that a part did not run. In CI everything runs. */
function didNotRun(why: string): void {
  if (process.env.CI) throw new Error(`DID NOT RUN: ${why}`);
  console.warn(`DID NOT RUN: ${why}`);
}
