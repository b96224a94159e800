import { parse } from "yaml";
import { atlantisFile } from "../../pipeline/atlantis-file";
import { completed } from "../config/checked";

const made = (config: string) =>
  atlantisFile(completed(), { config, command: "./orgduty pipeline atlantis" });

/** Compared with Atlantis's documentation by reading it: no Atlantis has run this. */
describe("atlantis.yaml", () => {
  const { version, projects, workflows } = parse(made("mine/orgduty.yaml").text) as {
    version: number;
    projects: { autoplan: { when_modified: string[] }; workflow: string }[];
    workflows: Record<string, Record<"plan" | "apply", { steps: { run: string }[] }>>;
  };
  const runs = (stage: "plan" | "apply") => workflows.orgduty![stage].steps.map(({ run }) => run);

  it("is one project, since apply takes all that was reviewed together", () => {
    expect(version).toBe(3);
    expect(projects).toHaveLength(1);
    expect(projects[0]).toMatchObject({
      ...{ name: "acme", dir: ".", workflow: "orgduty" },
      apply_requirements: ["approved", "mergeable", "undiverged"],
    });
    expect(projects[0]!.autoplan.when_modified).toEqual(
      expect.arrayContaining(["mine/orgduty.yaml", "mine/accounts/*.json", "mine/.terraform.lock.hcl"]),
    );
    expect(made("orgduty.yaml").text).toContain("- accounts/*.json");
  });

  it("keeps plans outside the clone, of each pull request apart, and applies what it reviewed", () => {
    const folder = '"$HOME/orgduty-plans/$BASE_REPO_OWNER-$BASE_REPO_NAME-$PULL_NUM"';
    expect(runs("plan").slice(1)).toEqual([
      `export ORGDUTY_CONFIG=mine/orgduty.yaml && ./orgduty plan --out ${folder}`,
      `export ORGDUTY_CONFIG=mine/orgduty.yaml && ./orgduty review --out ${folder} && cp ${folder}/manifest.json "$PLANFILE"`,
    ]);
    expect(runs("apply")).toEqual([
      `export ORGDUTY_CONFIG=mine/orgduty.yaml && ./orgduty apply --yes --out ${folder} && rm -rf ${folder}`,
    ]);
  });
});
