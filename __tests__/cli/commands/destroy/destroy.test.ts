import { run, type DestroyOptions } from "../../../../cli/commands/destroy/destroy";
import { recordedIo } from "../../terminal/recorded-io";

describe("orgduty destroy", () => {
  const destroy = (options: Partial<DestroyOptions>) =>
    run({ config: "examples/acme/orgduty.yaml", region: [], members: "keep", ...options }, recordedIo("."));

  it("rejects where nobody can be asked", async () => {
    await expect(destroy({})).rejects.toThrow(
      "destroy asks for confirmation, and there is no terminal to ask on\n  fix: pass --yes",
    );
  });

  it("rejects a region that the config does not have, before it destroys any other", async () => {
    await expect(destroy({ yes: true, region: ["eu-west-1", "eu-wets-2"] })).rejects.toThrow(
      /--region: the config has no region "eu-wets-2"\n {2}fix: .*eu-west-2/,
    );
  });
});
