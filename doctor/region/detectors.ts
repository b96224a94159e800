import { UNREAD, type Read } from "../../aws-clients/attempts";
import { existingResources } from "../../intent/existing-resources";
import { blocker, fine, unchecked, warning, type Finding } from "../line";
import type { Detector, GuardDutyReading } from "../read/guardduty";
import { isHeld, named, type RegionWish } from "./wish";

/** GuardDuty as the two accounts already have it: a detector that exists and is not in the state cannot be created. */
export function judgeDetectors(wish: RegionWish, reading: GuardDutyReading): Finding[] {
  const { managementAccountId, administratorAccountId } = wish.organization;
  return [
    ...judgeOne(wish, reading.management, {
      account: managementAccountId,
      whose: "the management account's",
    }),
    ...judgeOne(wish, reading.administrator, {
      account: administratorAccountId,
      whose: "the administrator's",
    }),
  ];
}

interface Owner {
  readonly account: string;
  readonly whose: string;
}

function judgeOne(wish: RegionWish, detector: Read<Detector | undefined>, owner: Owner): Finding[] {
  if (detector === UNREAD) return [];
  const { account } = owner;
  if (!detector) return [{ ...absence(wish, owner), account }];
  const findings = [
    existence(wish, detector, owner),
    ...invitation(wish, detector, owner),
    ...suspension(wish, detector, owner),
  ];
  return findings.map((finding) => ({ ...finding, account }));
}

/** An import of a detector that is gone fails: "Cannot import non-existent remote object". */
function absence(wish: RegionWish, { account, whose }: Owner): Finding {
  const recorded = recordedId(wish, account);
  const declared = declaredFor(wish, account);
  if (recorded === undefined || (declared && isHeld(wish.held, declared) === true))
    return fine("detectors", `${whose} GuardDuty is off: apply turns it on`);
  const what = `${whose} GuardDuty is off, and the snapshot has it: plan fails, because it would import what is gone`;
  const fix = "./orgduty discover: the next plan then makes it anew";
  return blocker("detectors", what, `detector ${recorded} of the snapshot`, fix);
}

function existence(wish: RegionWish, { id }: Detector, { account, whose }: Owner): Finding {
  const declared = declaredFor(wish, account);
  if (!declared) {
    const what = `${whose} GuardDuty is on, and without a snapshot its address in the state is not known`;
    return unchecked("detectors", what, `detector ${id}`, "./orgduty discover, then doctor again");
  }
  const held = isHeld(wish.held, declared);
  if (held === UNREAD) {
    const what = `${whose} GuardDuty is on, and whether the state has it is not known`;
    return unchecked("detectors", what, `detector ${id}`, "mend what keeps the state from being read");
  }
  if (held) return fine("detectors", `${whose} GuardDuty is on and in the state`);
  if (recordedId(wish, account) === id)
    return fine("detectors", `${whose} GuardDuty is on, and the next plan imports it`);
  return blocker(
    "detectors",
    `${whose} GuardDuty is on, and neither the state nor the snapshot has it: apply fails, because an account has one detector a region`,
    `detector ${id}, wanted as ${declared.address}`,
    "./orgduty discover: the next plan then imports it",
  );
}

function declaredFor({ expected }: RegionWish, account: string) {
  return expected.find(
    ({ type, provider }) => type === "aws_guardduty_detector" && provider.accountId === account,
  );
}

/** The detector that the snapshot recorded, for which the stack has an import block. */
function recordedId({ organization, snapshot, region }: RegionWish, account: string): string | undefined {
  if (!snapshot) return undefined;
  const existing = existingResources(organization, snapshot, region);
  const isManagement = account === organization.managementAccountId;
  return isManagement ? existing.managementDetector : existing.administratorDetector;
}

/** An account that accepted another administrator's invitation cannot become a member of ours. */
function invitation(
  { organization, region, accounts }: RegionWish,
  detector: Detector,
  { account, whose }: Owner,
) {
  const { administrator, id } = detector;
  const { administratorAccountId: ours } = organization;
  if (administrator === undefined || administrator === ours || administrator === account) return [];
  const fix = `as ${account}: aws guardduty disassociate-from-administrator-account --region ${region} --detector-id ${id}`;
  const evidence = `${named(administrator, accounts)} administers detector ${id}`;
  return [blocker("detectors", `${whose} GuardDuty has another administrator`, evidence, fix)];
}

function suspension({ region }: RegionWish, { isEnabled, id }: Detector, { whose }: Owner): Finding[] {
  if (isEnabled) return [];
  const fix = `aws guardduty update-detector --enable --region ${region} --detector-id ${id}`;
  const what = `${whose} GuardDuty is suspended: it finds nothing until it is enabled`;
  return [warning("detectors", what, `detector ${id} is DISABLED`, fix)];
}
