import { Calls } from "../../aws-clients/calls";
import type { ExpectedResource } from "../../intent/expected-stack";
import { at, type Line } from "../line";
import { Asking } from "../read/asking";
import { readBoundary } from "../read/boundary";
import { judgeBoundary } from "./boundary";
import type { OrganizationWish } from "./check-organization";

/** Reads the boundary that the config names. Nothing if it names none, or no role is made. */
export async function checkBoundary(
  { organization, enter, signal }: OrganizationWish,
  resources: readonly ExpectedResource[],
): Promise<Line[]> {
  const { partition, administratorAccountId: account, homeRegion, iam } = organization;
  const arn = iam?.permissionsBoundary;
  const own = resources.filter(({ provider }) => provider.accountId === account);
  if (arn === undefined || !own.some(({ type }) => type === "aws_iam_role")) return [];
  const asking = new Asking(new Calls(signal ? { signal } : {}), "credentials.plan.administrator");
  const found = await readBoundary(arn, enter("administrator", homeRegion), asking);
  return at({ partition, account }, [...asking.findings, ...judgeBoundary(arn, found, own)]);
}
