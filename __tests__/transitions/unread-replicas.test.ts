import type { OrgdutyConfig } from "../../config/config";
import { unreadReplicas } from "../../transitions/unread-replicas";
import { acme } from "../support/fleet";

const { config } = acme();
const replicated = [{ name: "relay", regions: ["eu-west-1"] }];
const FOUNDATION = { kind: "foundation", partition: "aws" } as const;

/** The config with another topology of the organization outside China. */
function withTopology(topology: "hub" | "regional"): OrgdutyConfig {
  const aws = config.organizations.aws!;
  const organizations = {
    ...config.organizations,
    aws: { ...aws, forwarding: { ...aws.forwarding!, topology } },
  };
  return { ...config, organizations };
}

describe("Replicas that no function reads", () => {
  it("are all that a hub finds", () => {
    expect(unreadReplicas(withTopology("hub"), FOUNDATION, { replicated })).toEqual(replicated);
  });

  it("are all, if one region is left", () => {
    const home = config.organizations.aws!.homeRegion;
    const alone = { ...withTopology("regional"), regions: [home] };
    expect(unreadReplicas(alone, FOUNDATION, { replicated })).toEqual(replicated);
  });

  it("are none, if a function runs in another region", () => {
    expect(unreadReplicas(withTopology("regional"), FOUNDATION, { replicated })).toEqual([]);
  });

  it("are the foundation's alone, and none of a stack without a plan", () => {
    const region = { kind: "region", partition: "aws" } as const;
    expect(unreadReplicas(withTopology("hub"), region, { replicated })).toEqual([]);
    expect(unreadReplicas(withTopology("hub"), FOUNDATION, undefined)).toEqual([]);
  });
});
