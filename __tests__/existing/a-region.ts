import type { ExistingAccount, ExistingRegion } from "../../existing/existing-region";

/** An account in which nothing exists. */
export function emptyAccount(accountId: string, changes: Partial<ExistingAccount> = {}): ExistingAccount {
  return {
    accountId,
    filters: [],
    lists: [],
    destinations: [],
    malwarePlans: [],
    forwarders: [],
    ...changes,
  };
}

/** A region in which nothing exists. */
export function emptyRegion(changes: Partial<ExistingRegion> = {}): ExistingRegion {
  return {
    members: [],
    management: emptyAccount("111111111111"),
    administrator: emptyAccount("222222222222"),
    ...changes,
  };
}

/** A detector with every part that a snapshot records. */
export const DETECTOR = {
  id: "d0123456789abcdef0123456789abcde",
  enabled: true,
  findingPublishingFrequency: "SIX_HOURS",
  features: { EBS_MALWARE_PROTECTION: "ENABLED", "RUNTIME_MONITORING/EC2_AGENT_MANAGEMENT": "DISABLED" },
  tags: { owner: "somebody" },
};

/** A region that an organization of last year left: something of every kind, and one part that was refused. */
export function oldRegion(): ExistingRegion {
  return emptyRegion({
    delegatedTo: "222222222222",
    organization: { newAccounts: "ALL", features: { S3_DATA_EVENTS: "ALL" } },
    members: [
      { state: "DISABLED", features: { unread: "AccessDeniedException: no" }, accounts: ["444444444444"] },
      { state: "ENABLED", features: { S3_DATA_EVENTS: "ENABLED" }, accounts: ["333333333333"] },
      { state: "REMOVED", accounts: ["555555555555"] },
    ],
    management: emptyAccount("111111111111", { forwarders: { unread: "AccessDeniedException: no" } }),
    administrator: emptyAccount("222222222222", {
      detector: DETECTOR,
      filters: [{ name: "noise", rank: 3, action: "ARCHIVE", criteria: '{"severity":{"Lt":4}}' }],
      lists: [
        {
          kind: "threat list",
          id: "l1",
          name: "bad",
          location: "s3://lists/bad.txt",
          status: "ACTIVE",
        },
      ],
      destinations: [
        { id: "p1", bucketArn: "arn:aws:s3:::old", keyArn: "arn:aws:kms:k", status: "PUBLISHING" },
      ],
      malwarePlans: [{ id: "m1", bucket: "uploads", status: "ACTIVE" }],
      forwarders: [{ rule: "siem", pattern: '{"source":["aws.guardduty"]}', targets: ["arn:aws:sns:t"] }],
    }),
  });
}
