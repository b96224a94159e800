import { CloudwatchEventBus } from "@cdktf/provider-aws/lib/cloudwatch-event-bus";
import { CloudwatchEventBusPolicy } from "@cdktf/provider-aws/lib/cloudwatch-event-bus-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import type { Named } from "../../aws/named";
import type { NamedRole } from "../../aws/named-role";
import type { Placement } from "../placement";
import { policy, trust } from "../policy";
import { inRole, roleArguments } from "../role-arguments";

/** The hub's bus, and who may send it events: only rules, and only through the role. */
export interface HubBusProps {
  /** In the administrator's account, in the home region. */
  readonly placement: Placement;
  readonly bus: Named;
  /** The role with which the regions' rules send events to the bus. */
  readonly role: NamedRole;
  /**
   * ARN patterns of the rules that may assume the role, with `*` for the region: one pattern for each of 14 regions is
   * too long for IAM.
   */
  readonly rules: readonly string[];
}

/**
 * IAM's default limit on a trust policy. Source:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const MAX_TRUST_CHARACTERS = 2_048;

/**
 * The bus that receives the findings of every region in a partition, and the only role that may send to it. EventBridge
 * names the rule when it assumes a target's role, so no other rule in the account can use the role.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html
 */
export class HubBus extends Construct {
  constructor(scope: Construct, id: string, props: HubBusProps) {
    super(scope, id);
    const { placement, bus, role, rules } = props;
    const resource = new CloudwatchEventBus(this, "Resource", { ...placement, name: bus.name });
    const sender = new IamRole(this, "role", {
      provider: placement.provider,
      ...roleArguments(role),
      description: "Lets the GuardDuty rules of each region put findings on the hub's bus",
      assumeRolePolicy: trustOf(role.name, rules),
    });
    new IamRolePolicy(this, "role-policy", {
      provider: placement.provider,
      name: "put-findings",
      ...inRole(sender),
      policy: policy([
        { Sid: "PutFindings", Effect: "Allow", Action: "events:PutEvents", Resource: bus.arn },
      ]),
    });
    new CloudwatchEventBusPolicy(this, "policy", {
      ...placement,
      eventBusName: resource.name,
      policy: policy([
        {
          Sid: "RulesMayPutFindings",
          Effect: "Allow",
          Principal: { AWS: role.arn },
          Action: "events:PutEvents",
          Resource: bus.arn,
        },
      ]),
      // AWS refuses a policy that names a role before the role exists.
      dependsOn: [sender],
    });
  }
}

function trustOf(roleName: string, rules: readonly string[]): string {
  const document = trust("events.amazonaws.com", { ArnLike: { "aws:SourceArn": rules } });
  if (document.length > MAX_TRUST_CHARACTERS)
    throw new Error(
      `role ${roleName}: its trust policy has ${document.length} characters, IAM takes ${MAX_TRUST_CHARACTERS}; name fewer rules`,
    );
  return document;
}
