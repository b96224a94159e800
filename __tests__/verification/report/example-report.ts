import type { Report } from "../../../verification/report/report";
import { compareRegion } from "../../../verification/verify-region";
import { acme } from "../../support/fleet";
import { healthyCoverage, member } from "../compare/found";

const { config, snapshots } = acme();
const organization = config.organizations.aws!;
/** The example's organization. */
export const snapshot = snapshots.aws!;
/** Its members, as the config wants them. */
export const ids = snapshot.accounts
  .filter(
    ({ id, state }) =>
      state === "ACTIVE" && id !== "444444444444" && id !== organization.administratorAccountId,
  )
  .map(({ id }) => id);

/** What verify says of the example in one region, with these members. */
export function report(members = ids.map((id) => member(id)), changes: Partial<Report> = {}): Report {
  const found = healthyCoverage(organization.administratorAccountId, [], { members });
  const region = compareRegion({ config, organization, snapshot, region: "eu-west-1" }, found);
  const verification = {
    ...{ name: "acme", verifiedAt: "2026-11-24T00:00:00Z", unread: [] },
    snapshots: { aws: "2026-11-23T00:00:00Z" },
    regions: [{ ...region, unread: [], calls: 7, retries: 0 }],
  };
  return { verification, samples: [], change: { worse: [], mended: 0 }, ...changes };
}

/** The first member is gone. */
export const gone = report(ids.slice(1).map((id) => member(id)));
