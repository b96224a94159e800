import { TerraformElement, TerraformLocal, type TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { Verbatim } from "../members/verbatim";

/** The beginning of the locals that hold ids to import. An offline plan empties them, because an import reads from AWS. */
export const EXISTING = "existing_";

/** What exists in AWS already, and the resource that takes it over. */
export interface AdoptionProps {
  /** The resource's type and name: `aws_guardduty_member` and `members_07`. */
  readonly type: string;
  readonly name: string;
  /** Ids in the form that the provider imports, by the resource's instance key; one without a key for a single resource. */
  readonly ids: Readonly<Record<string, string>>;
  /** Whether the resource has an instance for each key. @default false */
  readonly hasInstances?: boolean;
}

/**
 * Import blocks for what exists: Terraform then takes it over instead of creating a second one. For what is in the state
 * already, a block does nothing.
 */
export class Adoption extends Construct {
  constructor(scope: Construct, id: string, props: AdoptionProps) {
    super(scope, id);
    const { type, name, ids, hasInstances = false } = props;
    if (Object.keys(ids).length === 0) return;
    const address = `${type}.${name}`;
    const local = `${EXISTING}${name}`;
    new TerraformLocal(this, "ids", new Verbatim(ids)).overrideLogicalId(local);
    new ImportBlock(this, "import", {
      for_each: `\${local.${local}}`,
      to: hasInstances ? `${address}[each.key]` : address,
      id: "${each.value}",
    });
  }
}

/** Takes over a single resource, if it exists. */
export function adopt(scope: Construct, resource: TerraformResource, existingId: string | undefined): void {
  if (existingId === undefined) return;
  const { terraformResourceType: type, friendlyUniqueId: name } = resource;
  new Adoption(scope, "existing", { type, name, ids: { id: existingId } });
}

class ImportBlock extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    private readonly block: Readonly<Record<string, string>>,
  ) {
    super(scope, id);
  }

  public override toTerraform(): unknown {
    return { import: [this.block] };
  }
}
