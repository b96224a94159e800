import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../../plans-folder/hashing";
import { readManifest, writeManifest } from "../../plans-folder/manifest";
import { zipEntries } from "../../plan-review/read/zip-entries";
import { zip } from "../plan-review/conformance/plan-zip";
import { copyOfExample, orgduty } from "../support/orgduty";

const STACK = "eu-west-1";

describe("orgduty review --render", () => {
  const { folder, config } = copyOfExample("acme");
  const plans = join(folder, "plans");
  const file = join(plans, STACK, "plan.tfplan");
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What a review says of the plan files themselves, and whether plan.json was rendered. */
  function reviewed(...flags: string[]) {
    const args = ["review", ...flags, "--json", "--config", config, "--out", plans];
    const { stdout } = orgduty(args);
    const review = JSON.parse(stdout) as {
      verdict: { summary: string };
      rules: { id: string; status: string; evidence: { address?: string; detail?: string }[] }[];
    };
    const { status, evidence } = review.rules.find(({ id }) => id === "OD-057")!;
    const told = status === "fail" ? evidence.map(({ address, detail }) => `${address} ${detail}`) : [];
    return { status, told, summary: review.verdict.summary };
  }

  /** Changes the bytes of tfplan, in a zip that is whole, and has the manifest agree. */
  function forge(edit: (tfplan: Buffer) => void): void {
    const members = Object.fromEntries(
      zipEntries(readFileSync(file)).map((entry) => [entry.name, entry.read()]),
    );
    edit(members.tfplan!);
    writeFileSync(file, zip(members));
    const manifest = readManifest(plans);
    const planSha256 = sha256(readFileSync(file));
    writeManifest(plans, { ...manifest, stacks: manifest.stacks.map((stack) => ({ ...stack, planSha256 })) });
  }

  it("passes what Terraform planned, and names what was altered in tfplan alone", () => {
    const planned = orgduty(["plan", "--offline", "--stack", STACK, "--config", config, "--out", plans]);
    expect(planned).toMatchObject({ status: 0 });
    expect(reviewed("--render")).toMatchObject({
      ...{ status: "pass", told: [] },
      summary: expect.stringContaining("The plan JSON was rendered by this review") as string,
    });

    forge((tfplan) => {
      const name = "acme-guardduty-findings-dead";
      expect(tfplan.indexOf(name)).toBeGreaterThan(0);
      for (let at = tfplan.indexOf(name); at >= 0; at = tfplan.indexOf(name, at + 1))
        tfplan.write(name.replace("dead", "gone"), at);
    });
    expect(reviewed()).toMatchObject({
      ...{ status: "pass", told: [] },
      summary: expect.stringContaining("The plan JSON was taken from the folder") as string,
    });
    const { status, told } = reviewed("--render");
    expect(status).toBe("fail");
    expect(told).toContainEqual(
      expect.stringMatching(
        /name \(rendered from plan\.tfplan\): expected "acme-guardduty-findings-dead", planned "acme-guardduty-findings-gone"/,
      ),
    );
  });
});
