import { join } from "node:path";
import { recordedFiles } from "../../cli/recorded-files";
import { repositoryRoot } from "../../cli/root";
import { loadProject } from "../../organization/load-project";

describe("recordedFiles", () => {
  it("names files from the checkout's folder, wherever orgduty runs", () => {
    const { config, snapshots } = recordedFiles(
      loadProject(join(repositoryRoot(), "examples/acme/orgduty.yaml")),
    );
    const here = process.cwd();
    try {
      process.chdir("/");
      const again = recordedFiles(loadProject(join(repositoryRoot(), "examples/acme/orgduty.yaml")));
      expect(again).toEqual({ config, snapshots });
    } finally {
      process.chdir(here);
    }
    expect(config.path).toBe("examples/acme/orgduty.yaml");
    expect(snapshots.aws?.path).toBe("examples/acme/accounts/aws.json");
  });
});
