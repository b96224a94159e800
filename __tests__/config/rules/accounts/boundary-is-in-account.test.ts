import { boundaryIsInAccount } from "../../../../config/rules/accounts/boundary-is-in-account";
import { findings } from "../../valid-document";

describe("boundaryIsInAccount", () => {
  const AT = "organizations.aws.iam.permissionsBoundary";

  it.each([
    ["arn:aws-cn:iam::222222222222:policy/edge", "the policy is of partition aws-cn, not aws"],
    [
      "arn:aws:iam::111111111111:policy/edge",
      'the policy is of account "111111111111", but the roles are in administratorAccountId "222222222222"',
    ],
  ])("rejects %s", (arn, problem) => {
    expect(findings(boundaryIsInAccount, { [AT]: arn })).toEqual([`${AT}: ${problem}`]);
  });

  it.each(["edge", "arn:aws:iam::222222222222:policy/edge", "arn:aws:iam::aws:policy/ReadOnlyAccess"])(
    "accepts %s",
    (value) => {
      expect(findings(boundaryIsInAccount, { [AT]: value })).toEqual([]);
    },
  );
});
