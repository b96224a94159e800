/** Every check by its id, with what it looks at, in the order of reports. docs/doctor.md has the same table. */
export const CHECKS = {
  credentials: "whose accounts the config's credentials open, for plan and for apply",
  permissions: "whether the roles may do what plan and apply do",
  boundary: "the permissions boundary that the config names: it exists, and lets the roles do their work",
  clock: "this machine's clock against AWS's",
  state: "where Terraform keeps its states: reachable, versioned, encrypted, closed to the public",
  organization:
    "the organization and the snapshot that the config names, and the administrator's account in it",
  "trusted-access":
    "whether AWS Organizations trusts GuardDuty, and its malware protection if the config wants that",
  "guardduty-policies": "policies of the type GUARDDUTY_POLICY, which decide over plans",
  "service-control-policies": "policies that keep the administrator from GuardDuty, or from a region",
  regions: "whether each region answers both accounts",
  administrator:
    "GuardDuty's delegated administrator in each region: none yet, the right one, or another account",
  detectors: "GuardDuty as the management account and the administrator already have it",
  members:
    "accounts on the administrator's list that are suspended, left the organization, or were taken off",
  settings: "settings of GuardDuty that apply would lower, or that hide findings",
  names:
    "queues, functions, rules, schedules, roles, log groups and alarms that have a planned name and are not in the state",
  forwarders: "rules that already take GuardDuty's findings elsewhere: they would be delivered twice",
  quotas: "members, filters, rules, roles and Lambda concurrency that AWS still has room for",
  secret: "the relay's secret in each region: whether the forwarder can use it; it is never printed",
  relay: "whether the relay answers from here, and until when its certificate lasts",
} as const;

/** The id of a check. */
export type CheckId = keyof typeof CHECKS;

/** The ids in the order of reports. */
export const CHECK_IDS = Object.keys(CHECKS) as CheckId[];
