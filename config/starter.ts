import { JSON_SCHEMA_FILE } from "./json-schema";
import { roleArn } from "../aws/arn";
import { REGIONS } from "./regions";

/** A way into an account as the file has it: a role's ARN, or a profile. */
export type WrittenAccess = string | { readonly profile: string };

/** The ways into the accounts, for one purpose. */
export interface WrittenAccesses {
  readonly management: WrittenAccess;
  readonly administrator: WrittenAccess;
  readonly logArchive?: WrittenAccess;
}

/** What is known of an organization when its config is written. */
export interface StarterValues {
  readonly name: string;
  readonly owner: string;
  readonly managementAccountId: string;
  readonly administratorAccountId: string;
  readonly logArchiveAccountId?: string;
  readonly homeRegion: string;
  readonly canaryRegion: string;
  /** Absent if they are not known: the file then has them as a comment. */
  readonly credentials?: { readonly plan: WrittenAccesses; readonly apply: WrittenAccesses };
}

/** The names of roles in the file if nobody names others. */
export const USUAL_ROLES = { plan: "orgduty-plan", apply: "orgduty-apply" } as const;

const PLACEHOLDERS: StarterValues = {
  name: "my-org",
  owner: "security",
  managementAccountId: "111111111111",
  administratorAccountId: "222222222222",
  homeRegion: "us-east-1",
  canaryRegion: "us-east-2",
};

/** A commented config: every key that must be filled in, and the choices that deserve some thought. */
export function starterText(values: StarterValues): string {
  const { name, owner, homeRegion, canaryRegion, managementAccountId, administratorAccountId } = values;
  return `# yaml-language-server: $schema=${JSON_SCHEMA_FILE}
# GuardDuty for every account of this AWS Organization. Every key is described in docs/configuration.md.
# ${firstSteps(values)}
name: ${plain(name)}
tags:
  owner: ${plain(owner)}

# all ${REGIONS.length}, a list, or all but some. Without an organization in China, exclude its region and say why:
regions:
  exclude:
    cn-north-1: {reason: no accounts in China, owner: security@example.com}

organizations:
  aws:
    managementAccountId: "${managementAccountId}"
    # The delegated administrator: the security account, the same in every region.
    administratorAccountId: "${administratorAccountId}"
${logArchiveLine(values)}    homeRegion: ${homeRegion}
    # Planned and applied before every other region.
    canaryRegion: ${canaryRegion}
    # Written by ./orgduty discover; commit it.
    accounts: accounts/aws.json
    enrolment:
      # With explicit the plan names each account. With auto, and newAccounts: ALL, GuardDuty enrols by itself.
      mode: explicit
      newAccounts: NEW
      # exclude:
      #   "444444444444": {reason: WHY, owner: WHO, until: 2027-06-30}
    # The roles that Terraform assumes, or profiles: {profile: NAME}. Only --offline and --aws local do without.
${credentialsLines(values)}
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
#     secretName: ${name}/guardduty/log-relay
#     # If it answers 200 and refuses in the body: accepted: {pointer: /code, value: 0}

# A team shares a state: {s3: {bucket: NAME, region: us-east-1}}
state: local
`;
}

function firstSteps({ credentials }: StarterValues): string {
  return credentials
    ? "Written from what AWS has. Read it, then: ./orgduty doctor, ./orgduty plan"
    : "Correct the ids, then: ./orgduty discover, ./orgduty adopt (if GuardDuty is on already), ./orgduty plan";
}

/** A word as YAML reads it back. */
function plain(word: string): string {
  return /^[A-Za-z][\w.@-]*$/.test(word) ? word : JSON.stringify(word);
}

function logArchiveLine({ logArchiveAccountId: id }: StarterValues): string {
  return id === undefined ? "" : `    logArchiveAccountId: "${id}"\n`;
}

function credentialsLines(values: StarterValues): string {
  const { credentials = usualCredentials(values) } = values;
  const lines = [
    "credentials:",
    ...(["plan", "apply"] as const).flatMap((purpose) => [
      `  ${purpose}:`,
      ...Object.entries(credentials[purpose]).map(
        ([account, access]) => `    ${account}: ${writtenAccess(access as WrittenAccess)}`,
      ),
    ]),
  ];
  return lines.map((line) => `    ${values.credentials ? "" : "# "}${line}`).join("\n");
}

function usualCredentials({ managementAccountId, administratorAccountId }: StarterValues) {
  const of = (role: string): WrittenAccesses => ({
    management: roleArn("aws", managementAccountId, role),
    administrator: roleArn("aws", administratorAccountId, role),
  });
  return { plan: of(USUAL_ROLES.plan), apply: of(USUAL_ROLES.apply) };
}

function writtenAccess(access: WrittenAccess): string {
  return typeof access === "string" ? access : `{profile: ${JSON.stringify(access.profile)}}`;
}

/** The file that `orgduty init` writes if nothing is known: the ids are placeholders. */
export const STARTER = starterText(PLACEHOLDERS);
