import { completed, told } from "../checked";

const AT = "organizations.aws.iam";
const boundary = (permissionsBoundary: unknown) => ({ [AT]: { permissionsBoundary } });

describe("iam", () => {
  it.each([
    ["workload-boundary", "arn:aws:iam::222222222222:policy/workload-boundary"],
    ["edge/workload-boundary", "arn:aws:iam::222222222222:policy/edge/workload-boundary"],
    ["arn:aws:iam::222222222222:policy/edge/w", "arn:aws:iam::222222222222:policy/edge/w"],
    ["arn:aws:iam::aws:policy/PowerUserAccess", "arn:aws:iam::aws:policy/PowerUserAccess"],
  ])("finds the boundary %s in the administrator's account, unless it is an ARN", (given, arn) => {
    expect(completed(boundary(given)).organizations.aws!.iam).toEqual({ permissionsBoundary: arn });
  });

  it("finds a boundary of China in its own partition", () => {
    const { organizations } = completed({ "organizations.aws-cn.iam": { permissionsBoundary: "edge" } });
    expect(organizations["aws-cn"]!.iam).toEqual({
      permissionsBoundary: "arn:aws-cn:iam::666666666666:policy/edge",
    });
    expect(organizations.aws).not.toHaveProperty("iam");
  });

  it("keeps path and prefix as they are", () => {
    const iam = { path: "/security/guardduty/", namePrefix: "workload-" };
    expect(completed({ [AT]: iam }).organizations.aws!.iam).toEqual(iam);
  });

  it.each([
    [
      { path: "security" },
      `path: "security" is not a valid path: it begins and ends with a slash; did you mean "/security/"?`,
    ],
    [
      { path: "/security" },
      `path: "/security" is not a valid path: it begins and ends with a slash; did you mean "/security/"?`,
    ],
    [
      { path: "/se curity/" },
      `path: "/se curity/" is not a valid path: it begins and ends with a slash; e.g. /security/`,
    ],
    [
      { path: "/aws-service-role/x/" },
      `path: "/aws-service-role/x/" is a path that AWS reserves; choose another, e.g. /security/`,
    ],
    [{ path: `/${"a".repeat(511)}/` }, "path: 513 characters of a role's path, AWS takes 512; shorten it"],
    [
      { namePrefix: "work load" },
      `namePrefix: "work load" is not the beginning of a role's name; use letters, digits and _+=,.@-, e.g. workload-`,
    ],
    [
      { permissionsBoundary: "/edge" },
      `permissionsBoundary: "/edge" is not the name of a policy; did you mean "edge"?`,
    ],
    [
      { permissionsBoundary: "arn:aws:iam::222222222222:role/edge" },
      `permissionsBoundary: "arn:aws:iam::222222222222:role/edge" is not the ARN of a policy; e.g. arn:aws:iam::222222222222:policy/workload-boundary, or the policy's name alone`,
    ],
    [{ permissionBoundary: "edge" }, `permissionBoundary: unknown key; did you mean "permissionsBoundary"?`],
    [
      { tags: { a: "b" } },
      "tags: unknown key; write them under tags, at the top of the file: every role has those",
    ],
  ])("rejects %j", (iam, problem) => {
    expect(told({ [AT]: iam })).toEqual([`${AT}.${problem}`]);
  });
});
