import { strayStateFix } from "../../cli/stray-states";
import { acme } from "../support/fleet";

describe("strayStateFix", () => {
  const { config } = acme();
  const mode = { kind: "live" } as const;

  it("destroys a region whose organization is still in the config", () => {
    expect(strayStateFix("eu-west-2", { mode, config })).toBe(
      "fix: ./orgduty destroy --stack eu-west-2, or put it back into the config",
    );
  });

  it.each(["cn-north-1", "foundation-aws-cn"])(
    "destroys %s with a config of its organization alone, once that has left",
    (stack) => {
      const { aws } = config.organizations;
      const fix = strayStateFix(stack, { mode, config: { ...config, organizations: { aws: aws! } } });
      expect(fix).toMatch(/^fix: \.\/orgduty destroy --config LEAVING.yaml, .*organizations\.aws-cn alone/);
    },
  );
});
