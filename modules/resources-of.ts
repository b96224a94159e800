import { TerraformResource, type ITerraformDependable } from "cdktf";
import type { IConstruct } from "constructs";

/** Every Terraform resource of some constructs: what `depends_on` has to name, as it knows no constructs. */
export function resourcesOf(constructs: readonly IConstruct[]): ITerraformDependable[] {
  return constructs
    .flatMap((construct) => construct.node.findAll())
    .filter((part) => part instanceof TerraformResource);
}
