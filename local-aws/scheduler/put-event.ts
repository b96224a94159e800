import { parseArn } from "../../aws/arn";
import type { Json } from "../../aws/json";
import { envelopeOf, type Envelope } from "../events/envelope";
import { DeliveryRefusal } from "../events/refusal";
import { readRole, roleMay, trusts } from "../role-policies";
import type { StoredSchedule } from "./stored-schedules";

/**
 * The event that a schedule puts on a bus. As in AWS, Scheduler assumes the target's role in the name of the schedule's group, the
 * role has to allow PutEvents with this source and detail-type, and the input, a JSON object, is the detail.
 * Sources: https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html,
 * https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Target.html
 * @throws DeliveryRefusal
 */
export async function eventOf(
  endpoint: string,
  { Arn, GroupName, Target }: StoredSchedule,
): Promise<Envelope> {
  const { partition, region, accountId } = parseArn(Arn);
  const { Source, DetailType } = Target.EventBridgeParameters ?? {};
  if (Source === undefined || DetailType === undefined)
    throw new DeliveryRefusal("INVALID_PARAMETER", `the local AWS does not run schedules to ${Target.Arn}`);
  if (Source.startsWith("aws."))
    throw new DeliveryRefusal("INVALID_PARAMETER", `${Source} is a source of AWS's own`);
  const group = `arn:${partition}:scheduler:${region}:${accountId}:schedule-group/${GroupName}`;
  const role = await readRole(endpoint, Target.RoleArn);
  const asked = { "aws:sourcearn": group, "aws:sourceaccount": accountId };
  if (!role || !trusts(role, "scheduler.amazonaws.com", asked))
    throw new DeliveryRefusal(
      "FAILED_TO_ASSUME_ROLE",
      `scheduler.amazonaws.com cannot assume ${Target.RoleArn}`,
    );
  const put = { "events:source": Source, "events:detail-type": DetailType };
  if (!roleMay(role, "events:PutEvents", Target.Arn, put))
    throw new DeliveryRefusal("NO_PERMISSIONS", `${Target.RoleArn} may not put this event on ${Target.Arn}`);
  const detail = JSON.parse(Target.Input ?? "{}") as Json;
  return envelopeOf({
    account: accountId,
    region,
    source: Source,
    detailType: DetailType,
    detail,
    resources: [Arn],
  });
}
