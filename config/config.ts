import type { PlanMode } from "../aws/features";
import type { Partition } from "../aws/partitions";
import type { PipelineConfig } from "./pipeline-config";
import type { Region } from "./regions";
import type { SimplePlanKey, RuntimeAgentKey } from "./protection-plans";

/** What a person accepted, and who that is. Every unsafe choice must have one of these. */
export interface Exception {
  readonly reason: string;
  readonly owner: string;
  /** YYYY-MM-DD, valid through that day in UTC. If it is missing, the review warns. */
  readonly until?: string;
}

/** Why an account is not enrolled, and what happens if it is a member. */
export interface AccountExclusion extends Exception {
  /** It stays a member, if it is one, without any resource. Absent: apply takes it out of GuardDuty. */
  readonly leave?: "enrolled";
}

/**
 * How a provider configuration gets access to an account: a role to assume, or a profile in the person's AWS
 * configuration.
 */
export type Access = { readonly roleArn: string } | { readonly profile: string };

/** Access to each account that stacks work in. A config has two sets: one for plan, one for apply. */
export interface AccountAccess {
  readonly management: Access;
  readonly administrator: Access;
  /** Needed only if there are resources in the log archive account. */
  readonly logArchive?: Access;
}

/** How accounts become members of the administrator, and which accounts never do. */
export interface Enrolment {
  /** explicit: one member resource for each account. auto: GuardDuty enrols accounts by itself (newAccounts ALL). */
  readonly mode: "explicit" | "auto";
  readonly newAccounts: PlanMode;
  /** By account id. */
  readonly exclude: Readonly<Record<string, AccountExclusion>>;
}

/**
 * An S3 bucket for Terraform's states. It needs no lock table, because Terraform locks with a file beside the state.
 */
export interface S3State {
  readonly bucket: string;
  readonly region: string;
  readonly keyPrefix?: string;
  readonly kmsKeyArn?: string;
  /**
   * Profile that gives access to the bucket. Absent: the credentials of the person who runs Terraform, which are valid
   * in one partition.
   */
  readonly profile?: string;
}
/** Where Terraform keeps its states: in files beside the config, or in a bucket that several people share. */
export type State = "local" | { readonly s3: S3State };

/** What an organization's policies demand of every role. orgduty makes roles in the administrator's account only. */
export interface RoleDemands {
  /** ARN of a policy. */
  readonly permissionsBoundary?: string;
  /** Begins and ends with a slash. */
  readonly path?: string;
  /** Put before the name that orgduty gives a role. */
  readonly namePrefix?: string;
}

/** One AWS Organization, in one partition. */
export interface OrganizationConfig {
  readonly partition: Partition;
  readonly managementAccountId: string;
  readonly administratorAccountId: string;
  readonly logArchiveAccountId?: string;
  readonly homeRegion: Region;
  readonly canaryRegion: Region;
  /** Absolute path of the account snapshot. */
  readonly accountsPath: string;
  readonly enrolment: Enrolment;
  /** Absent: planning offline and using the local AWS still work. A live run works in two accounts and needs them. */
  readonly credentials?: { readonly plan: AccountAccess; readonly apply: AccountAccess };
  readonly iam?: RoleDemands;
  readonly state: State;
  /** A partition may override the top-level forwarding. */
  readonly forwarding?: ForwardingConfig;
}

/**
 * The intervals that GuardDuty offers for publishing updates to existing findings.
 * Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html
 */
export type PublishingFrequency = "FIFTEEN_MINUTES" | "ONE_HOUR" | "SIX_HOURS";

/** The only protection plan with settings of its own: which agents GuardDuty installs and updates. */
export interface RuntimeMonitoring {
  readonly mode: PlanMode;
  readonly agents: Readonly<Record<RuntimeAgentKey, PlanMode>>;
}

/**
 * A mode for every plan, including plans that the file leaves out: a plan that is not declared would be neither on nor
 * off.
 */
export type ProtectionPlans = Readonly<Record<SimplePlanKey, PlanMode>> & {
  readonly runtimeMonitoring: RuntimeMonitoring;
};

/** What GuardDuty detects, and how often it publishes: the same for every account and region. */
export interface DetectionConfig {
  readonly findingPublishingFrequency: PublishingFrequency;
  readonly protectionPlans: ProtectionPlans;
  /** Why a plan is ALL although accounts are excluded: the plan includes those accounts. */
  readonly plansReachExcluded?: Exception;
}

/** A log relay that receives findings as HTTPS requests. The credentials are in the secret, never here. */
export interface HttpsRelay {
  readonly protocol: "https";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly authentication: "none" | "bearer" | "basic" | "hmac";
  /** What a 2xx answer must hold to count as a delivery. Absent: the status alone decides. */
  readonly accepted?: {
    /** A JSON pointer, e.g. `/code`. */
    readonly pointer: string;
    readonly value: string | number | boolean | null;
  };
}

/** A log relay that receives findings as syslog messages (RFC 5424), over TLS unless a reason is given. */
export interface SyslogRelay {
  readonly protocol: "syslog";
  readonly host: string;
  readonly port: number;
  readonly facility: number;
  readonly appName: string;
  /** RFC 5424 structured data put into every message, e.g. [relay@32473 key="value"]. */
  readonly structuredData?: string;
  /** Absent: the finding's account id. */
  readonly hostname?: string;
  readonly maxFrameBytes: number;
  readonly oversize: "truncate" | "split" | "fail";
  /**
   * Uses one connection for many batches and needs a reason, because delivery is confirmed late. Absent: one connection
   * for each batch.
   */
  readonly keepConnection?: Exception;
  /** Uses plain TCP and needs a reason. Absent: TLS. */
  readonly insecure?: Exception;
}

/** Where findings are sent. Keys and tokens are in the named secret, which is read at run time. */
export type LogRelay = (HttpsRelay | SyslogRelay) & {
  /**
   * Name in Secrets Manager. Its JSON value may hold token, username, password, hmacKey, ca, clientCertificate,
   * clientKey.
   */
  readonly secretName?: string;
};

/** Where a region's forwarder is placed in a VPC, to reach a relay that is not on the internet. */
export interface VpcPlacement {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}

/** How findings get from GuardDuty to the log relay, with all defaults filled in. */
export interface ForwardingConfig {
  readonly topology: "regional" | "hub";
  /** Required with a hub, because findings then leave their region. */
  readonly hub?: Exception;
  readonly logRetentionDays: number;
  readonly minimumSeverity?: number;
  readonly findingTypes?: readonly string[];
  readonly format: "guardduty" | "ocsf" | "cef";
  readonly logRelay: LogRelay;
  readonly architecture: "arm64" | "x86_64";
  readonly maximumConcurrency: number;
  readonly reservedConcurrency?: number;
  readonly heartbeatMinutes: number;
  readonly alarmTopicArn?: string;
  readonly kmsKeyArn?: string;
  readonly vpc: Partial<Record<Region, VpcPlacement>>;
}

/** The checked orgduty.yaml with every default filled in. */
export interface OrgdutyConfig {
  /** Absolute path of the file. */
  readonly path: string;
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  /** The regions to plan, in the order of REGIONS. */
  readonly regions: readonly Region[];
  readonly excludedRegions: Partial<Record<Region, Exception>>;
  readonly organizations: Partial<Record<Partition, OrganizationConfig>>;
  readonly detection: DetectionConfig;
  readonly forwarding?: ForwardingConfig;
  readonly review: ReviewConfig;
  /** Absent: `orgduty pipeline` and `orgduty bootstrap` ask for it. */
  readonly pipeline?: PipelineConfig;
}

/** The operator's settings for the review's rules. */
export interface ReviewConfig {
  /** By rule id, e.g. OD-007. */
  readonly rules: Readonly<Record<string, "deny" | "warn">>;
  readonly waivers: Readonly<Record<string, Exception>>;
  /** Differences between a plan and the stacks made from this config that may be applied anyway. */
  readonly differences: readonly DifferenceWaiver[];
  /** Single resources that are allowed to fail a rule. Absent: none. */
  readonly exceptions?: readonly ResourceException[];
  /** Who must sign a review before its plans are applied. Absent: no signature is needed. */
  readonly signatures?: SignaturesConfig;
}

/** One accepted difference between a plan file and the stack made from the config. */
export interface DifferenceWaiver extends Exception {
  /** Absent: applies to every stack. */
  readonly stack?: string;
  /** The address in the review's spelling, e.g. `aws_sqs_queue.findings`. */
  readonly address: string;
  /** Path below the address. Empty if it means the whole resource. */
  readonly attribute: string;
  readonly until: string;
}

/** One resource that is allowed to fail a rule of the review. */
export interface ResourceException extends Exception {
  /** Id of the rule, e.g. OD-001. */
  readonly rule: string;
  /** Absent: applies to every stack. */
  readonly stack?: string;
  /** The address in the review's spelling; `*` matches any characters. */
  readonly address: string;
  readonly until: string;
}

/** Who may sign a review, and how many signatures are required. Apply refuses plans with fewer. */
export interface SignaturesConfig {
  /** Absolute paths of public keys in PEM format. */
  readonly keys: readonly string[];
  /** Who may sign without a key: a certificate and an entry in a public log say that it was they. */
  readonly identities: readonly SignerIdentity[];
  /** How many of the keys and identities must sign. */
  readonly required: number;
  /** An instance of sigstore's services of one's own. Absent: the public one. */
  readonly sigstore?: SigstoreConfig;
}

/** Whom a certificate has to name, character for character. */
export interface SignerIdentity {
  /** Who issued the token, e.g. `https://token.actions.githubusercontent.com`. */
  readonly issuer: string;
  /** A workflow with its branch, or a person's e-mail address. */
  readonly subject: string;
  /** The repository that the workflow ran for. Absent for a person. */
  readonly repository?: string;
  /** The branch that it ran for, e.g. `refs/heads/main`. Absent for a person. */
  readonly ref?: string;
}

/** Where certificates and log entries come from, and what they are checked with. */
export interface SigstoreConfig {
  readonly fulcio: string;
  readonly rekor: string;
  /** Absolute path of a trusted_root.json. */
  readonly trustedRoot: string;
}
