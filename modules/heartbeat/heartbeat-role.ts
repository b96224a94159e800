import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import type { NamedRole } from "../../aws/named-role";
import type { Placement } from "../placement";
import { policy, trust } from "../policy";
import { inRole, roleArguments } from "../role-arguments";
import type { EventNames } from "./heartbeat-schedule";

/** Which schedules may put which event on which bus. */
export interface HeartbeatRoleProps {
  /** In the administrator's account. IAM is global, so any region will do. */
  readonly placement: Placement;
  readonly role: NamedRole;
  readonly account: string;
  /** ARN pattern of the schedules' group, with `*` for the region. */
  readonly scheduleGroupArn: string;
  /** ARN pattern of the bus that the findings arrive on, with `*` for the region. */
  readonly busArn: string;
  readonly event: EventNames;
}

/**
 * The role of a partition's heartbeats: it may put this one event on the regions' default buses, and do nothing else. Scheduler
 * names a schedule's group when it assumes a role, and never the schedule, so the condition cannot say more than the group.
 * Source: https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 */
export class HeartbeatRole extends Construct {
  constructor(scope: Construct, id: string, props: HeartbeatRoleProps) {
    super(scope, id);
    const { placement, role, account, scheduleGroupArn, busArn, event } = props;
    const resource = new IamRole(this, "Resource", {
      provider: placement.provider,
      ...roleArguments(role),
      description: "Lets the schedules of the GuardDuty findings' heartbeats put them on the bus",
      assumeRolePolicy: trust("scheduler.amazonaws.com", {
        StringEquals: { "aws:SourceAccount": account },
        ArnLike: { "aws:SourceArn": scheduleGroupArn },
      }),
    });
    new IamRolePolicy(this, "policy", {
      provider: placement.provider,
      name: "put-heartbeats",
      ...inRole(resource),
      policy: policy([
        {
          Sid: "PutHeartbeats",
          Effect: "Allow",
          Action: "events:PutEvents",
          Resource: busArn,
          Condition: {
            StringEquals: { "events:source": event.source, "events:detail-type": event.detailType },
          },
        },
      ]),
    });
  }
}
