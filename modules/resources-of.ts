import { TerraformResource, type ITerraformDependable } from "cdktf";
import type { IConstruct } from "constructs";

/**
 * Every Terraform resource in some constructs. `depends_on` must name resources, because Terraform does not know
 * constructs.
 */
export function resourcesOf(constructs: readonly IConstruct[]): ITerraformDependable[] {
  return constructs
    .flatMap((construct) => construct.node.findAll())
    .filter((part) => part instanceof TerraformResource);
}
