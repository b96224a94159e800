import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { statesWithoutStack } from "../../plans-folder/local-states";
import { temporaryFolder } from "../terraform-runner/support/temporary-folder";
import { tinyConfig } from "../terraform-runner/support/tiny-config";

describe("States without a stack", () => {
  const folder = temporaryFolder();
  const stateFolder = () => join(folder(), "state");
  const stray = () => statesWithoutStack(tinyConfig("orgduty.yaml", ["us-east-2"]), stateFolder());
  const write = (stack: string, text: string) => {
    mkdirSync(stateFolder(), { recursive: true });
    writeFileSync(join(stateFolder(), `${stack}.tfstate`), text);
  };

  it("are regions that the config has lost and that still hold something", () => {
    write("us-east-2", JSON.stringify({ resources: [{ mode: "managed" }] }));
    write("eu-west-3", JSON.stringify({ resources: [{ mode: "managed" }] }));
    write("eu-west-1", JSON.stringify({ resources: [] }));
    write("eu-west-2", JSON.stringify({ resources: [{ mode: "data" }] }));
    expect(stray()).toEqual([{ stack: "eu-west-3", file: join(stateFolder(), "eu-west-3.tfstate") }]);
  });

  it("are told of also where they cannot be read", () => {
    write("eu-west-3", "{");
    expect(stray().map(({ stack }) => stack)).toEqual(["eu-west-3"]);
  });

  it("are none where there is no state on this machine", () => {
    expect(stray()).toEqual([]);
  });
});
