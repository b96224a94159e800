import { CloudwatchEventBus } from "@cdktf/provider-aws/lib/cloudwatch-event-bus";
import { CloudwatchEventBusPolicy } from "@cdktf/provider-aws/lib/cloudwatch-event-bus-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import type { Named } from "../../aws/named";
import type { Placement } from "../placement";
import { policy, trust } from "../policy";

/** The hub's bus, and who may put events on it: rules, through the role, and nobody else. */
export interface HubBusProps {
  /** In the administrator's account, in the home region. */
  readonly placement: Placement;
  readonly bus: Named;
  /** The role that the regions' rules put events on the bus with. */
  readonly role: Named;
  /** ARN patterns of the rules that may assume the role: with `*` for the region, because one for each of 14 does not fit. */
  readonly rules: readonly string[];
}

/** IAM's limit as accounts have it. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MAX_TRUST_CHARACTERS = 2_048;

/**
 * The bus that every region of a partition sends its findings to, and the only role that may. EventBridge names the rule
 * when it assumes a target's role, so that no other rule of the account can use it.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html
 */
export class HubBus extends Construct {
  constructor(scope: Construct, id: string, props: HubBusProps) {
    super(scope, id);
    const { placement, bus, role, rules } = props;
    const resource = new CloudwatchEventBus(this, "Resource", { ...placement, name: bus.name });
    const sender = new IamRole(this, "role", {
      provider: placement.provider,
      name: role.name,
      description: "Lets the GuardDuty rules of each region put findings on the hub's bus",
      assumeRolePolicy: trustOf(role.name, rules),
    });
    new IamRolePolicy(this, "role-policy", {
      provider: placement.provider,
      name: "put-findings",
      role: sender.name,
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
      // A policy that names a role before it exists is refused.
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
