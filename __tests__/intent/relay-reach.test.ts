import { relaysOutOfReach } from "../../intent/relay-reach";
import { completed } from "../config/checked";
import { RELAY, type Changes } from "../config/valid-document";

const VPC = { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-0123456789abcdef0"] };
const ONE = {
  regions: ["eu-west-1"],
  "organizations.aws.homeRegion": "eu-west-1",
  "organizations.aws-cn": undefined,
};
const found = (host: string, vpc?: object, more: Changes = {}) =>
  relaysOutOfReach(
    completed({
      ...ONE,
      forwarding: { logRelay: { ...RELAY, url: `https://${host}/ingest` }, ...(vpc && { vpc }) },
      ...more,
    }),
  ).map(({ why }) => why);

describe("a relay out of reach", () => {
  it.each(["localhost", "127.0.0.1", "0.0.0.0", "169.254.169.254", "[::1]", "[fe80::1]"])(
    "is %s, with a VPC or without",
    (host) => {
      const why = ["is the function's own machine"];
      expect([found(host), found(host, { "eu-west-1": VPC })]).toEqual([why, why]);
    },
  );

  it.each([
    "10.0.0.5",
    "192.168.1.1",
    "172.31.0.9",
    "[fd00::1]",
    "relay",
    "ip-10-0-0-5.eu-west-1.compute.internal",
  ])("is %s where the forwarder is in no VPC", (host) => {
    expect(found(host)).toEqual([expect.stringContaining("the forwarder of eu-west-1 is in none")]);
    expect(found(host, { "eu-west-1": VPC })).toEqual([]);
  });

  it("is none that anybody reaches", () => {
    for (const host of ["relay.example.com", "172.32.0.1", "8.8.8.8", "[2001:4860:4860::8888]"])
      expect([host, found(host)]).toEqual([host, []]);
  });
});
