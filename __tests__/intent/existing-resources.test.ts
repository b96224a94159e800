import { existingResources } from "../../intent/existing-resources";
import type { ExistingRegion } from "../../existing/existing-region";
import type { Part } from "../../existing/part";
import { DETECTOR, emptyAccount, emptyRegion } from "../existing/a-region";
import { acme } from "../support/fleet";

const { config, snapshots } = acme();
const organization = config.organizations.aws!;
const [first, second, third] = snapshots
  .aws!.accounts.filter(({ id, state }) => id.startsWith("1000") && state === "ACTIVE")
  .map(({ id }) => id) as [string, string, string];
const EXCLUDED = "444444444444";

const inRegion = (region: Part<ExistingRegion>) =>
  existingResources(organization, { ...snapshots.aws!, regions: { "eu-west-1": region } }, "eu-west-1");
const administrator = emptyAccount("222222222222", { detector: DETECTOR });
const delegated = {
  delegatedTo: "222222222222",
  administrator,
  organization: { newAccounts: "NEW", features: {} },
};

describe("existingResources", () => {
  it("are none where nothing exists, or nothing was read", () => {
    expect(inRegion(emptyRegion())).toEqual({ members: {} });
    expect(inRegion({ unread: "refused" })).toEqual({ members: {} });
    expect(existingResources(organization, snapshots.aws!, "eu-west-1")).toEqual({ members: {} });
  });

  it("are detectors, delegation, organization configuration, and the members that the config enrols", () => {
    const members = [
      { state: "ENABLED", accounts: [first, EXCLUDED, "999999999999"] },
      { state: "REMOVED", accounts: [second] },
      { state: "DISABLED", accounts: [third] },
    ];
    const management = emptyAccount("111111111111", { detector: { ...DETECTOR, id: "m1" } });
    expect(inRegion(emptyRegion({ ...delegated, members, management }))).toEqual({
      administratorDetector: DETECTOR.id,
      managementDetector: "m1",
      delegation: "222222222222",
      organizationConfiguration: DETECTOR.id,
      members: { [first]: `${DETECTOR.id}:${first}` },
    });
  });

  it("leave out what another administrator has, and what could not be read", () => {
    const unread = { unread: "refused" };
    const others = { organization: unread, members: unread };
    expect(inRegion(emptyRegion({ ...others, administrator, delegatedTo: "333333333333" }))).toEqual({
      administratorDetector: DETECTOR.id,
      members: {},
    });
    expect(inRegion(emptyRegion({ ...delegated, ...others }))).toEqual({
      administratorDetector: DETECTOR.id,
      delegation: "222222222222",
      members: {},
    });
  });
});
