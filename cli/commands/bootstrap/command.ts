import { common, flag, type CommandDeclaration } from "../../command";

/** `orgduty bootstrap`, which makes what every other command works as. */
export const bootstrap: CommandDeclaration = {
  name: "bootstrap",
  description: "plan, review and apply the roles of plan and apply, and the bucket of the states",
  flags: [
    flag("--offline", "plan without AWS: no credentials, no API call; can never be applied"),
    common.aws(),
    flag("--out <folder>", "where the plans go").default("plans-bootstrap"),
    common.yes(),
  ],
  load: () => import("./bootstrap"),
};

/** `orgduty bootstrap template`, which asks nobody and changes nothing. */
export const bootstrapTemplate: CommandDeclaration = {
  name: "bootstrap template",
  description: "the CloudFormation template of the first role, which bootstrap works as in an account",
  flags: [
    flag("--account <which>", "the account that it is for")
      .choices(["management", "administrator", "logArchive"])
      .makeOptionMandatory(),
    common.partition(),
  ],
  load: () => import("./template"),
};
