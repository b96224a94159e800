import type { Access, OrganizationConfig } from "../../../../config/config";
import { PURPOSES, type Purpose } from "../../../../doctor/needed/own-calls";
import type { Holder } from "../../../../doctor/roles/holders";
import { policiesFor, type PrintedPolicy } from "../../../../doctor/roles/policies";
import { runnerArn, seedIdentity, type SeedIdentity } from "../../../../local-aws/seed/seed-identity";
import type { Project } from "../../../../organization/load-project";
import { CommandError, type Io } from "../../../terminal/io";
import { loadExpectedResources } from "../../verify/expected-resources";
import { readPolicies, type GivenPolicy } from "./read-policies";

/** One policy, and the name that it gets in IAM. */
type Owned = Pick<GivenPolicy, "partition" | "purpose" | "holder" | "document">;

/**
 * Makes the roles that the config names, and the user that starts orgduty, with the policies of a folder, and the printed
 * ones for purposes and holders that the folder has none for.
 */
export async function rehearseRoles(
  url: string,
  project: Project,
  enforce: true | string,
  io: Io,
): Promise<void> {
  const given: readonly Owned[] = typeof enforce === "string" ? readPolicies(enforce, io) : [];
  const resources = await loadExpectedResources(project, io);
  const { config } = project;
  for (const organization of Object.values(config.organizations)) {
    const printed = PURPOSES.flatMap((purpose) =>
      policiesFor({ config, organization, resources, purpose }).map(ownedBy),
    );
    const own = given.filter(({ partition }) => partition === organization.partition);
    const isGiven = (one: Owned) =>
      own.some(({ purpose, holder }) => purpose === one.purpose && holder === one.holder);
    const policies = [...own, ...printed.filter((one) => !isGiven(one))];
    for (const identity of identitiesOf(organization, policies, io))
      await seedIdentity(url, identity).catch((error: unknown) => {
        throw new CommandError(
          `--enforce: IAM takes no such policy for ${identity.arn}: ${(error as Error).message}`,
          "correct it, or compare it with what ./orgduty roles print prints",
        );
      });
  }
}

function ownedBy({ partition, purpose, holder, document }: PrintedPolicy): Owned {
  return { partition, purpose, holder, document: JSON.stringify(document) };
}

function identitiesOf(organization: OrganizationConfig, policies: readonly Owned[], io: Io): SeedIdentity[] {
  const documents = new Map<string, Set<string>>();
  for (const { purpose, holder, document } of policies) {
    const arn = arnOf(organization, purpose, holder, io);
    if (arn !== undefined) documents.set(arn, (documents.get(arn) ?? new Set()).add(document));
  }
  return [...documents].map(([arn, all]) => ({
    ...{ arn, documents: [...all], trustedAccountId: organization.managementAccountId },
  }));
}

/** Who plays a holder's part: the config's role, or the user that starts orgduty. A profile's role is not known. */
function arnOf(
  organization: OrganizationConfig,
  purpose: Purpose,
  holder: Holder,
  io: Io,
): string | undefined {
  if (holder === "runner") return runnerArn(organization.partition, organization.managementAccountId);
  const access: Access | undefined =
    organization.credentials?.[purpose === "apply" ? "apply" : "plan"][holder];
  if (access && "roleArn" in access) return access.roleArn;
  if (access)
    io.err(`what profile ${access.profile} may do is not enforced: a local AWS does not know its role`);
  return undefined;
}
