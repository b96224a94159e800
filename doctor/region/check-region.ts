import { UNREAD } from "../../aws-clients/attempts";
import { Calls } from "../../aws-clients/calls";
import type { RegionClients } from "../../aws-clients/region-clients";
import type { ReadRoles } from "../../verification/read/roles";
import { at, type Finding, type Line } from "../line";
import { Asking } from "../read/asking";
import { readGuardDuty, type GuardDutyReading } from "../read/guardduty";
import type { TlsMaterial } from "../read/secret";
import { judgeAdministrator, otherAdministrator } from "./administrator";
import { answered } from "./answered";
import { judgeDetectors } from "./detectors";
import { judgeForwarders } from "./forwarders";
import { judgeMembers } from "./members";
import { judgeNames } from "./names";
import { judgeQuotas } from "./quotas";
import { readPath } from "./read-path";
import { judgeSecret } from "./secret";
import { judgeSettings } from "./settings";
import type { RegionWish } from "./wish";

/** What was found in a region. */
export interface RegionOutcome {
  readonly lines: readonly Line[];
  /** Another account that is administrator here. Absent if none is, or it was not read. */
  readonly otherAdministrator?: string;
  /** Whether any account is administrator here. */
  readonly isDelegated: boolean;
  /** Whether no account is, so that apply delegates. False as well if that was not read. */
  readonly isToDelegate: boolean;
  /** What the relay's check connects with: never printed. */
  readonly tls: TlsMaterial;
  readonly calls: number;
  readonly retries: number;
}

/** Reads one region and judges it. What cannot be read is a line, and hides nothing else. */
export async function checkRegion(
  wish: RegionWish,
  clients: RegionClients,
  roles: ReadRoles,
  signal?: AbortSignal,
): Promise<RegionOutcome> {
  const { organization, region } = wish;
  const { partition, managementAccountId, administratorAccountId } = organization;
  const calls = new Calls(signal ? { signal } : {});
  const management = new Asking(calls, "credentials.plan.management");
  const administrator = new Asking(calls, "credentials.plan.administrator");
  const [guardDuty, path] = await Promise.all([
    readGuardDuty(clients, { management, administrator }, administratorAccountId),
    readPath(wish, clients, administrator, roles),
  ]);
  const inManagement = { partition, region, account: managementAccountId };
  const inAdministrator = { partition, region, account: administratorAccountId };
  const other = otherAdministrator(organization, guardDuty);
  return {
    lines: [
      ...at(inManagement, answered(management, region)),
      ...at(inManagement, judgeAdministrator(wish, guardDuty)),
      ...at(inAdministrator, [...answered(administrator, region), ...unread(administrator, path)]),
      ...at(inAdministrator, judged(wish, guardDuty, path)),
    ],
    ...(other === undefined ? {} : { otherAdministrator: other }),
    isDelegated: guardDuty.administrators !== UNREAD && guardDuty.administrators.length > 0,
    isToDelegate: guardDuty.administrators !== UNREAD && guardDuty.administrators.length === 0,
    tls: path.secret?.tls ?? {},
    calls: calls.count,
    retries: calls.retries,
  };
}

type Path = Awaited<ReturnType<typeof readPath>>;

/** Of an account that answered nothing, one line says so already. */
function unread({ commonFailure }: Asking, { findings }: Path): readonly Finding[] {
  return commonFailure === undefined ? findings : [];
}

function judged(wish: RegionWish, guardDuty: GuardDutyReading, path: Path): Finding[] {
  const { bus, lambda, roleQuota: roles, secret, secretWish, live } = path;
  const quotas = { ...(lambda === undefined ? {} : { lambda }), ...(roles === undefined ? {} : { roles }) };
  const { region, organization, held, expected } = wish;
  // Roles have no region: the home region's line is about them.
  const named = expected.filter(
    ({ type }) => region === organization.homeRegion || !type.startsWith("aws_iam_"),
  );
  const name = secretWish?.name;
  return [
    ...judgeDetectors(wish, guardDuty),
    ...judgeMembers(wish, guardDuty),
    ...judgeSettings(wish, guardDuty),
    ...judgeForwarders(wish, bus),
    ...judgeQuotas(wish, { guardDuty, bus, ...quotas }),
    ...judgeNames(named, live, held),
    ...(secret && secretWish && name !== undefined
      ? judgeSecret({ ...secretWish, name }, secret.secret)
      : []),
  ];
}
