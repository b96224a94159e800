import { UNREAD, type Read } from "../../aws-clients/attempts";
import { coverageOf, isCovered } from "../../intent/coverage";
import { blocker, fine, warning, type Finding } from "../line";
import type { GuardDutyReading } from "../read/guardduty";
import type { LambdaQuota, RoleQuota } from "../read/quotas";
import type { BusReading } from "../read/rules";
import { isHeld, type RegionWish } from "./wish";

/** https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html */
const MOST_MEMBERS = 50_000;
const MOST_FILTERS = 100;
/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html; it can be raised, and no API says by how much. */
const MOST_RULES = 300;
/** AWS leaves so much of an account's concurrency unreserved: https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html */
const LEFT_UNRESERVED = 100;

/** What was counted in a region. */
export interface Counted {
  readonly guardDuty: GuardDutyReading;
  readonly bus: Read<BusReading>;
  /** Absent if the region gets no function. */
  readonly lambda?: Read<LambdaQuota>;
  /** Absent outside the home region. */
  readonly roles?: Read<RoleQuota>;
}

/** What AWS may have no room for. */
export function judgeQuotas(wish: RegionWish, { guardDuty, bus, lambda, roles }: Counted): Finding[] {
  const found = [
    ...members(wish, guardDuty),
    ...filters(wish, guardDuty),
    ...rules(wish, bus),
    ...(lambda === undefined || lambda === UNREAD ? [] : concurrency(wish, lambda)),
    ...(roles === undefined || roles === UNREAD ? [] : rolesLeft(wish, roles)),
  ];
  return found.length > 0 ? found : counted(guardDuty, bus, lambda);
}

/** What was counted and fits: a count that could not be read is a line of its own. */
function counted(
  { members: listed, filters: found }: GuardDutyReading,
  bus: Counted["bus"],
  lambda: Counted["lambda"],
): Finding[] {
  const counts = [
    ...(listed === UNREAD ? [] : [`${listed.length} members`]),
    ...(found === UNREAD ? [] : [`${found.length} filters`]),
    ...(bus === UNREAD ? [] : [`${bus.count} rules`]),
    ...(lambda === UNREAD || lambda === undefined ? [] : [`${lambda.unreserved} executions unreserved`]),
  ];
  return counts.length === 0
    ? []
    : [fine("quotas", "there is room for what the config adds", counts.join(", "))];
}

function members(
  { organization, snapshot, region }: RegionWish,
  { members: listed }: GuardDutyReading,
): Finding[] {
  if (listed === UNREAD || !snapshot) return [];
  const ids = new Set(listed.map(({ accountId }) => accountId));
  for (const { account, coverage } of coverageOf(organization, snapshot))
    if (isCovered(coverage)) ids.add(account.id);
  if (ids.size <= MOST_MEMBERS) return [];
  const evidence = `${ids.size} accounts, of which ${listed.length} are members now`;
  const fix = `exclude accounts, or delete members that left: aws guardduty list-members --region ${region}`;
  return [blocker("quotas", `an administrator has at most ${MOST_MEMBERS} members`, evidence, fix)];
}

function filters({ region }: RegionWish, { filters: found, administrator }: GuardDutyReading): Finding[] {
  if (found === UNREAD || administrator === UNREAD || !administrator || found.length < MOST_FILTERS)
    return [];
  const fix = `delete some: aws guardduty list-filters --region ${region} --detector-id ${administrator.id}`;
  return [
    warning("quotas", `there is no room for another filter`, `${found.length} of ${MOST_FILTERS}`, fix),
  ];
}

function rules({ expected, held, region }: RegionWish, bus: Read<BusReading>): Finding[] {
  if (bus === UNREAD) return [];
  const added = expected.filter(
    (one) => one.type === "aws_cloudwatch_event_rule" && isHeld(held, one) === false,
  ).length;
  if (added === 0 || bus.count + added <= MOST_RULES) return [];
  const evidence = `${bus.count} of ${MOST_RULES} on the default bus, ${added} to come`;
  const fix = `aws service-quotas list-service-quotas --region ${region} --service-code events, and raise "Rules per event bus"`;
  return [
    warning("quotas", "there may be no room for the rules, unless the quota was raised", evidence, fix),
  ];
}

function rolesLeft({ expected, held }: RegionWish, { count, most }: RoleQuota): Finding[] {
  const added = expected.filter((one) => one.type === "aws_iam_role" && isHeld(held, one) === false).length;
  if (added === 0 || count + added <= most) return [];
  const fix =
    "delete roles, or raise the quota: aws service-quotas request-service-quota-increase --region us-east-1 --service-code iam --quota-code L-FE177D64 --desired-value 2000";
  return [
    blocker(
      "quotas",
      "IAM has no room for the forwarder's role",
      `${count} of ${most} roles, ${added} to come`,
      fix,
    ),
  ];
}

function concurrency(wish: RegionWish, lambda: LambdaQuota): Finding[] {
  const { organization, region, expected, held } = wish;
  const { reservedConcurrency: wanted, maximumConcurrency = 0 } = organization.forwarding ?? {};
  const raise = `aws service-quotas request-service-quota-increase --region ${region} --service-code lambda --quota-code L-B99A9384 --desired-value 1000`;
  const functions = expected.filter(({ type }) => type === "aws_lambda_function");
  const isNew = functions.some((one) => isHeld(held, one) !== true);
  if (wanted !== undefined && isNew && lambda.unreserved - wanted < LEFT_UNRESERVED) {
    const what = `forwarding.reservedConcurrency ${wanted} does not fit: AWS keeps ${LEFT_UNRESERVED} unreserved`;
    const evidence = `${lambda.unreserved} of ${lambda.concurrency} are unreserved`;
    return [blocker("quotas", what, evidence, `leave it out, or ${raise}`)];
  }
  if (lambda.concurrency > 0 && lambda.concurrency < maximumConcurrency) {
    const what = `the account may run fewer functions at once than forwarding.maximumConcurrency`;
    const evidence = `${lambda.concurrency}, the config allows ${maximumConcurrency}`;
    return [warning("quotas", what, evidence, raise)];
  }
  if (lambda.mostCodeBytes > 0 && lambda.mostCodeBytes - lambda.codeBytes < 1_000_000) {
    const evidence = `${lambda.codeBytes} of ${lambda.mostCodeBytes} bytes`;
    return [
      blocker(
        "quotas",
        "Lambda has no room for another function's code",
        evidence,
        "delete old versions of functions",
      ),
    ];
  }
  return [];
}
