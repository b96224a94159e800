import { JSON_SCHEMA_FILE } from "./json-schema";
import { REGIONS } from "./regions";

/** The file that `orgduty init` writes: every key that must be filled in, and the choices that deserve some thought. */
export const STARTER = `# yaml-language-server: $schema=${JSON_SCHEMA_FILE}
# GuardDuty for every account of this AWS Organization. Every key is described in docs/configuration.md.
# Correct the ids, then: ./orgduty discover, ./orgduty adopt (if GuardDuty is on already), ./orgduty plan
name: my-org
tags:
  owner: security

# all ${REGIONS.length}, a list, or all but some. Without an organization in China, exclude its region and say why:
regions:
  exclude:
    cn-north-1: {reason: no accounts in China, owner: security@example.com}

organizations:
  aws:
    managementAccountId: "111111111111"
    # The delegated administrator: the security account, the same in every region.
    administratorAccountId: "222222222222"
    homeRegion: us-east-1
    # Planned and applied before every other region.
    canaryRegion: us-east-2
    # Written by ./orgduty discover; commit it.
    accounts: accounts/aws.json
    enrolment:
      # With explicit the plan names each account. With auto, and newAccounts: ALL, GuardDuty enrols by itself.
      mode: explicit
      newAccounts: NEW
      # exclude:
      #   "444444444444": {reason: WHY, owner: WHO, until: 2027-06-30}
    # The roles that Terraform assumes, or profiles: {profile: NAME}. Only --offline and --aws local do without.
    # credentials:
    #   plan:
    #     management: arn:aws:iam::111111111111:role/orgduty-plan
    #     administrator: arn:aws:iam::222222222222:role/orgduty-plan
    #   apply:
    #     management: arn:aws:iam::111111111111:role/orgduty-apply
    #     administrator: arn:aws:iam::222222222222:role/orgduty-apply
    # What policies demand of every role that is made: iam: {permissionsBoundary: POLICY, path: /security/, namePrefix: workload-}

# Each plan goes to ALL accounts (excluded ones too), to NEW ones, or to NONE.
detection:
  findingPublishingFrequency: FIFTEEN_MINUTES
  protectionPlans:
    s3DataEvents: NEW
    eksAuditLogs: NEW
    ebsMalwareProtection: NEW
    rdsLoginEvents: NEW
    lambdaNetworkLogs: NEW
    runtimeMonitoring: {mode: NEW}

# Where findings go. The token lives in the named secret, never here.
# forwarding:
#   logRelay:
#     protocol: https
#     url: https://relay.example.com/ingest
#     authentication: bearer
#     secretName: my-org/guardduty/log-relay
#     # If it answers 200 and refuses in the body: accepted: {pointer: /code, value: 0}

# A team shares a state: {s3: {bucket: NAME, region: us-east-1}}
state: local
`;
