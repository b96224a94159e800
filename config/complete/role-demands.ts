import { arn } from "../../aws/arn";
import type { Partition } from "../../aws/partitions";
import type { RoleDemands } from "../config";
import type { IamSection } from "../schema/iam";

/** Finds the boundary that is given by its name in the account of the roles. */
export function completeRoleDemands(section: IamSection, partition: Partition, account: string): RoleDemands {
  const { permissionsBoundary, path, namePrefix } = section;
  return {
    ...(permissionsBoundary !== undefined && {
      permissionsBoundary: permissionsBoundary.startsWith("arn:")
        ? permissionsBoundary
        : arn({ partition, service: "iam", account, resource: `policy/${permissionsBoundary}` }),
    }),
    ...(path !== undefined && { path }),
    ...(namePrefix !== undefined && { namePrefix }),
  };
}
