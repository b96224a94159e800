import type { Partition, Region } from "./regions";
import type { PlanMode, ProtectionPlanKey, RuntimeAgentKey } from "./protection-plans";

/** What a person accepted, and who: every unsafe choice is spelled out with one of these. */
export interface Exception {
  readonly reason: string;
  readonly owner: string;
  /** YYYY-MM-DD, valid through that day UTC. Without it the review warns. */
  readonly until?: string;
}

/** How a provider configuration gets into an account: a role to assume, or a profile of the person's AWS configuration. */
export type Access = { readonly roleArn: string } | { readonly profile: string };

export interface AccountAccess {
  readonly management: Access;
  readonly administrator: Access;
  /** Needed only where something lives in the log archive account. */
  readonly logArchive?: Access;
}

export interface Enrolment {
  /** explicit: a member resource an account. auto: GuardDuty enrols by itself (newAccounts ALL). */
  readonly mode: "explicit" | "auto";
  readonly newAccounts: PlanMode;
  /** By account id. */
  readonly exclude: Readonly<Record<string, Exception>>;
}

export interface S3State {
  readonly bucket: string;
  readonly region: string;
  readonly keyPrefix?: string;
  readonly kmsKeyArn?: string;
  /** Profile that opens the bucket. Absent: the credentials of whoever runs Terraform, which fit one partition. */
  readonly profile?: string;
}
export type State = "local" | { readonly s3: S3State };

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
  /** Absent: enough to plan offline and for the local AWS; a live run works in two accounts and needs them. */
  readonly credentials?: { readonly plan: AccountAccess; readonly apply: AccountAccess };
  readonly state: State;
  /** A partition may override the top-level forwarding. */
  readonly forwarding?: ForwardingConfig;
}

export type PublishingFrequency = "FIFTEEN_MINUTES" | "ONE_HOUR" | "SIX_HOURS";

export interface RuntimeMonitoring {
  readonly mode: PlanMode;
  readonly agents: Readonly<Record<RuntimeAgentKey, PlanMode>>;
}

export type ProtectionPlans = Readonly<Record<Exclude<ProtectionPlanKey, "runtimeMonitoring">, PlanMode>> & {
  readonly runtimeMonitoring: RuntimeMonitoring;
};

export interface DetectionConfig {
  readonly findingPublishingFrequency: PublishingFrequency;
  readonly protectionPlans: ProtectionPlans;
}

export interface HttpsRelay {
  readonly protocol: "https";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly authentication: "none" | "bearer" | "basic" | "hmac";
}

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
  /** One connection for many batches, spelled out with a reason: it confirms late. Absent means a connection a batch. */
  readonly keepConnection?: Exception;
  /** Plain TCP is spelled out with a reason; absent means TLS. */
  readonly insecure?: Exception;
}

/** Where findings go. Key material and tokens live in the named secret, read at run time. */
export type LogRelay = (HttpsRelay | SyslogRelay) & {
  /** Secrets Manager name. Its JSON value may hold token, username, password, hmacKey, ca, clientCertificate, clientKey. */
  readonly secretName?: string;
};

export interface VpcPlacement {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}

export interface ForwardingConfig {
  readonly topology: "regional" | "hub";
  /** Required with hub: findings then leave their region. */
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

/** orgduty.yaml, checked and with every default filled in. */
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
}

/** What the operator says about the review's rules. */
export interface ReviewConfig {
  /** By rule id, e.g. OD-007. */
  readonly rules: Readonly<Record<string, "deny" | "warn">>;
  readonly waivers: Readonly<Record<string, Exception>>;
  /** Who has to sign a review before its plans are applied. Absent: nobody. */
  readonly signatures?: SignaturesConfig;
}

export interface SignaturesConfig {
  /** Absolute paths of public keys in PEM. */
  readonly keys: readonly string[];
  /** How many of them have to sign. */
  readonly required: number;
}
