import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { accountProvider } from "./account-provider";
import { forwardingFoundation } from "./forwarding-foundation";
import type { StackContext } from "./stack-context";
import { SeparateStack } from "./separate-stack";
import { applyTerraformSettings } from "./terraform-settings";

/**
 * What a partition has only once, in its home region. Every region's stack is applied after it, but none reads its
 * state.
 */
export class FoundationStack extends SeparateStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context.entry.name);
    const { config, organization, snapshot } = context;
    applyTerraformSettings(this, { ...context, name: config.name, state: organization.state });
    const administrator = {
      provider: accountProvider(this, {
        organization,
        region: organization.homeRegion,
        tags: config.tags,
        role: "administrator",
      }),
    };
    forwardingFoundation(this, context, administrator);

    new TerraformOutput(this, "organization", {
      value: {
        id: snapshot.organizationId,
        partition: organization.partition,
        management_account_id: organization.managementAccountId,
        administrator_account_id: organization.administratorAccountId,
      },
      description: "The AWS Organization that the stacks of this partition cover",
    });
  }
}
