import { TerraformStack } from "cdktf";

/** A stack that reads no other stack's state, as every stack here. */
export abstract class SeparateStack extends TerraformStack {
  /**
   * cdktf resolves a whole stack once more than it has to, to find what refers to other stacks. Here nothing does, and
   * the backend, which cdktf adds at this point if there is none, is always set (terraform-settings.ts).
   */
  public override prepareStack(): void {
    // Nothing is left to prepare.
  }
}
