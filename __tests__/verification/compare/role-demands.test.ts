import { expectedGaps } from "../../../verification/compare/expected-gaps";
import { acmeWith } from "../../support/forwarding-fleets";
import { healthyRegion } from "./found";

const ACCOUNT = "222222222222";
const ROLE = "workload-acme-guardduty-findings-forwarder";

/** What verify says of a region whose roles have a boundary and a path, with one role otherwise. */
function gaps(changes: object) {
  const project = acmeWith(["us-east-1"], {});
  const iam = {
    permissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/edge`,
    path: "/security/",
    namePrefix: "workload-",
  };
  const aws = { ...project.config.organizations.aws!, iam };
  const config = { ...project.config, organizations: { aws } };
  const { expected, live } = healthyRegion({ ...project, config }, "us-east-1");
  live.put("aws_iam_role", ROLE, { ...(live.get("aws_iam_role", ROLE) as object), ...changes });
  return expectedGaps(expected, live, { account: ACCOUNT, region: "us-east-1" }, { maximumConcurrency: 2 });
}

describe("A role with a boundary and a path", () => {
  it("is expected by its prefixed name, and as it should be it is no gap", () => {
    expect(gaps({})).toEqual([]);
  });

  it.each([
    ["no boundary", { permissions_boundary: undefined }, "permissions_boundary"],
    [
      "another boundary",
      { permissions_boundary: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
      "permissions_boundary",
    ],
    ["another path", { path: "/" }, "path"],
  ])("is a gap with %s", (_, changes, attribute) => {
    expect(gaps(changes)).toMatchObject([{ reason: "ATTRIBUTE_DIFFERS", resource: ROLE, attribute }]);
  });
});
