import { roleVariables } from "../../../terraform/engine/role-variables";

const credentials = {
  plan: { management: { roleArn: "arn:m-read" }, administrator: { profile: "read" } },
  apply: {
    management: { roleArn: "arn:m-write" },
    administrator: { profile: "write" },
    logArchive: { roleArn: "arn:l-write" },
  },
};

describe("roleVariables", () => {
  it("gives planning and applying an access of their own, as roles or profiles", () => {
    expect(roleVariables({ credentials }, "plan")).toEqual({
      management_role_arn: "arn:m-read",
      administrator_profile: "read",
    });
    expect(roleVariables({ credentials }, "apply")).toEqual({
      management_role_arn: "arn:m-write",
      administrator_profile: "write",
      log_archive_role_arn: "arn:l-write",
    });
  });

  it("sets nothing where the config leaves credentials to the environment", () => {
    expect(roleVariables({}, "apply")).toEqual({});
  });
});
