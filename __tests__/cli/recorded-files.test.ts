import { join } from "node:path";
import { recordedFiles, shownRecorded } from "../../cli/recorded-files";
import { repositoryRoot } from "../../cli/root";
import { loadProject } from "../../organization/load-project";
import { recordedIo } from "./terminal/recorded-io";

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

describe("shownRecorded", () => {
  it("shows a recorded file from where a person is, and one that is not there as recorded", () => {
    const io = recordedIo(join(repositoryRoot(), "examples/acme"));
    expect(shownRecorded("examples/acme/orgduty.yaml", io)).toBe("orgduty.yaml");
    expect(shownRecorded("elsewhere/orgduty.yaml", io)).toBe("elsewhere/orgduty.yaml");
  });
});
