import type { GuarddutyMember } from "@cdktf/provider-aws/lib/guardduty-member";
import { TerraformElement, type IResolvable, type IResolveContext } from "cdktf";
import type { Construct } from "constructs";
import { bucketName } from "./bucket";
import { Verbatim } from "./verbatim";

/** What a bucket's resource block is in Terraform's JSON. */
type Block = Readonly<Record<string, unknown>>;

/**
 * Every bucket but the first, written like the first. Buckets differ in nothing but their number, and 64 constructs
 * in each of 15 regions take most of the time of synth.
 */
export class OtherBuckets extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    private readonly first: GuarddutyMember,
    private readonly buckets: readonly (readonly [
      bucket: string,
      emails: Readonly<Record<string, string>>,
    ])[],
  ) {
    super(scope, id);
  }

  public override toTerraform(): Record<string, unknown> {
    const locals = this.buckets.map(
      ([bucket, emails]) => [bucketName(bucket), new Verbatim(emails)] as const,
    );
    return {
      resource: { [this.first.terraformResourceType]: this.blocks() },
      locals: Object.fromEntries(locals),
    };
  }

  public override toMetadata(): Record<string, unknown> {
    return { overrides: { [this.first.terraformResourceType]: this.buckets.map(() => "for_each") } };
  }

  /** The blocks, which can be written only once cdktf knows what the first one's tokens stand for. */
  private blocks(): IResolvable {
    const { first } = this;
    const { terraformResourceType: type, friendlyUniqueId: name } = first;
    return {
      creationStack: [],
      toString: () => type,
      resolve: (context: IResolveContext) => {
        context.registerPostProcessor({
          postProcess: (block: Block) =>
            Object.fromEntries(
              this.buckets.map(([bucket]) => [bucketName(bucket), this.likeFirst(block, bucket)]),
            ),
        });
        return (first.toTerraform() as Record<string, Record<string, Record<string, Block>>>).resource?.[
          type
        ]?.[name];
      },
    };
  }

  private likeFirst(block: Block, bucket: string): Verbatim<Block> {
    const uniqueId = bucketName(bucket);
    const path = [...this.node.path.split("/").slice(0, -1), bucket].join("/");
    return new Verbatim({
      ...block,
      "//": { metadata: { path, uniqueId } },
      for_each: `\${local.${uniqueId}}`,
    });
  }
}
