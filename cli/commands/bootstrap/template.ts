import { firstRolePolicies } from "../../../doctor/roles/first-role";
import type { ReadAccount } from "../../../aws-clients/sign-in";
import { parseArn } from "../../../aws/arn";
import { boundaryIn } from "../../../intent/bootstrap/made-roles";
import { chosenOrganizations } from "../../chosen-organizations";
import { openProject, type ConfigOptions } from "../../open-project";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { loadExpectedResources } from "../verify/expected-resources";
import { firstRoleTemplate } from "./first-role-template";

/** Flags of `orgduty bootstrap template`. */
export interface TemplateOptions extends ConfigOptions {
  readonly account: ReadAccount;
  /** Needed if the config has two organizations. @default the only one */
  readonly partition?: string;
}

/** `orgduty bootstrap template`: prints the CloudFormation template of the first role. It needs no access to AWS. */
export async function run(options: TemplateOptions, io: Io): Promise<number> {
  const { account, partition, ...rest } = options;
  const project = openProject({ ...rest, bootstrap: true }, io);
  const { config } = project;
  const [organization, other] = chosenOrganizations(config, partition);
  if (!organization || other)
    throw new CommandError(
      "each organization has a first role of its own",
      `name one: --partition ${organization?.partition ?? "aws"}`,
    );
  const accountId = {
    management: organization.managementAccountId,
    administrator: organization.administratorAccountId,
    logArchive: organization.logArchiveAccountId,
  }[account];
  const access = organization.credentials?.apply[account];
  if (accountId === undefined || !access || !("roleArn" in access))
    throw new CommandError(
      `organizations.${organization.partition} has no ${account} account that bootstrap works in by a role`,
      "leave bootstrap.credentials out, and name the account in the config",
    );
  const resources = await loadExpectedResources(project, io);
  const own = resources.filter(({ stack }) => stack === `bootstrap-${organization.partition}`);
  const boundary = boundaryIn(access.roleArn, config.bootstrap?.permissionsBoundary);
  const template = firstRoleTemplate({
    ...{ name: config.name, accountId, roleName: parseArn(access.roleArn).resource.split("/").at(-1)! },
    policies: firstRolePolicies({ accountId, resources: own }),
    ...(boundary !== undefined && { permissionsBoundary: boundary }),
  });
  io.out(JSON.stringify(template, null, 2));
  return EXIT.fine;
}
