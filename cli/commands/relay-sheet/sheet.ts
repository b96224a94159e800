import { partitionOf, type Partition } from "../../../aws/partitions";
import type { ForwardingConfig, LogRelay, OrganizationConfig, OrgdutyConfig } from "../../../config/config";
import { type Region } from "../../../config/regions";
import { coverageOf, isCovered, type Coverage } from "../../../intent/coverage";
import type { Snapshot } from "../../../organization/snapshot";

/** What a SIEM's form for a remote log source asks for, for one organization. */
export interface RelaySheet {
  readonly partition: Partition;
  readonly logSourceType: "Amazon GuardDuty";
  readonly endpoint: string;
  readonly protocol: string;
  readonly port: number;
  readonly hostname: string;
  readonly format: string;
  readonly authentication: string;
  /** What counts as a delivery. */
  readonly acknowledgement: string;
  /** The secret's name. Null if the relay needs no secret: then the foundation has none. */
  readonly secretName: string | null;
  /** Accounts that GuardDuty watches: twelve digits each, without dashes. */
  readonly accounts: readonly string[];
  /** Accounts that the config excludes (`enrolment.exclude`): no logs arrive from these. */
  readonly excludedAccounts: readonly string[];
  readonly regions: readonly Region[];
  readonly searches: readonly string[];
}

/** Makes the sheet of an organization that forwards its findings. */
export function relaySheet(
  config: OrgdutyConfig,
  organization: OrganizationConfig,
  { logRelay, format }: ForwardingConfig,
  snapshot: Snapshot,
): RelaySheet {
  const { partition } = organization;
  const idsOf = (wanted: (coverage: Coverage) => boolean) =>
    coverageOf(organization, snapshot).flatMap(({ account, coverage }) =>
      wanted(coverage) ? [account.id] : [],
    );
  const accounts = idsOf(isCovered);
  const https = logRelay.protocol === "https" ? new URL(logRelay.url) : undefined;
  const syslog = logRelay.protocol === "syslog" ? logRelay : undefined;
  return {
    partition,
    logSourceType: "Amazon GuardDuty",
    endpoint: https?.href ?? syslog!.host,
    protocol: https
      ? "HTTPS (JSON lines, gzip)"
      : syslog!.insecure
        ? "syslog over TCP (RFC 5424)"
        : "syslog over TLS (RFC 5424 in RFC 5425)",
    port: https ? Number(https.port || 443) : syslog!.port,
    hostname: https
      ? "the account id, in each record"
      : (syslog!.hostname ?? "the account id of the finding"),
    format,
    authentication: authenticationOf(logRelay),
    acknowledgement: acknowledgementOf(logRelay),
    secretName: logRelay.secretName ?? null,
    accounts,
    excludedAccounts: idsOf((coverage) => coverage === "excluded" || coverage === "left-enrolled"),
    regions: config.regions.filter((region) => partitionOf(region) === partition),
    searches: accounts.map((id) => `*${id}*`),
  };
}

function authenticationOf(logRelay: LogRelay): string {
  if (logRelay.protocol === "https") return logRelay.authentication;
  return logRelay.insecure || logRelay.secretName === undefined
    ? "none"
    : "client certificate, if the secret holds one";
}

function acknowledgementOf(logRelay: LogRelay): string {
  if (logRelay.protocol === "syslog") return "the orderly end of the connection";
  const { accepted } = logRelay;
  if (!accepted) return "a 2xx status";
  return `a 2xx status with a JSON body in which ${accepted.pointer} is ${JSON.stringify(accepted.value)}`;
}

/** The sheet as text to copy from. */
export function relaySheetText(sheet: RelaySheet): string {
  const rows: [string, string][] = [
    ["Log source type", sheet.logSourceType],
    ["Endpoint", sheet.endpoint],
    ["Protocol", sheet.protocol],
    ["Port", String(sheet.port)],
    ["Hostname", sheet.hostname],
    ["Record format", sheet.format],
    ["Authentication", sheet.authentication],
    ["Acknowledgement", sheet.acknowledgement],
    ["Secret to fill in", sheet.secretName ?? "none"],
    ["Accounts", sheet.accounts.join(", ")],
    ["Excluded accounts", sheet.excludedAccounts.join(", ") || "none"],
    ["Regions", sheet.regions.join(", ")],
    ["Search for logs", sheet.searches.join("  ")],
    ["Last event", "the relay's list of log sources; a heartbeat arrives from every region on schedule"],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    `Remote log source, ${sheet.partition}`,
    ...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
    "",
    WHEN_NOTHING_ARRIVES,
  ].join("\n");
}

const WHEN_NOTHING_ARRIVES = `When nothing arrives
  1. ./orgduty verify --sample shows whether a finding is delivered, and if not, which link fails
  2. the function's log: "retried" lines hold the relay's answer, "rejected" lines the reason for a dead letter
  3. the secret, if there is one: a person fills in its value, in the home region; Terraform never does
  4. the relay: does it trust the client certificate, is the port open to the function's address
  5. ./orgduty redrive --dry-run counts what waits in the dead-letter queues`;
