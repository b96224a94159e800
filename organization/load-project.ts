import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parse } from "yaml";
import type { OrgdutyConfig, OrganizationConfig } from "../config/config";
import { PARTITIONS, REGIONS, type Partition } from "../config/regions";
import type { Snapshot } from "./snapshot";

/** A file that was read, and what it held. */
export interface ReadFile {
  /** Absolute. */
  readonly path: string;
  readonly sha256: string;
}

/** orgduty.yaml and the snapshots it names, checked against each other. */
export interface Project {
  readonly config: OrgdutyConfig;
  readonly snapshots: Partial<Record<Partition, Snapshot>>;
  readonly files: { readonly config: ReadFile; readonly snapshots: Partial<Record<Partition, ReadFile>> };
}

/** Reads a config and its snapshots. Throws a ProblemsError that tells every problem of every file at once. */
export function loadProject(configPath: string, _options: { now?: Date } = {}): Project {
  const path = resolve(configPath);
  const config = readFileSync(path, "utf8");
  const raw = parse(config);
  const snapshots: Partial<Record<Partition, Snapshot>> = {};
  const files: Partial<Record<Partition, ReadFile>> = {};
  const organizations: Partial<Record<Partition, OrganizationConfig>> = {};
  const access = (value: Record<string, string>) =>
    Object.fromEntries(Object.entries(value).map(([key, roleArn]) => [key, { roleArn }]));
  for (const partition of PARTITIONS) {
    const organization = raw.organizations[partition];
    if (!organization) continue;
    const accountsPath = resolve(dirname(path), organization.accounts);
    const text = readFileSync(accountsPath, "utf8");
    snapshots[partition] = JSON.parse(text);
    files[partition] = { path: accountsPath, sha256: sha256(text) };
    const { accounts: _accounts, ...rest } = organization;
    organizations[partition] = {
      ...rest,
      partition,
      accountsPath,
      enrolment: { exclude: {}, ...organization.enrolment },
      credentials: { plan: access(organization.credentials.plan), apply: access(organization.credentials.apply) },
      state: "local",
    } as OrganizationConfig;
  }
  return {
    config: {
      path,
      name: raw.name,
      tags: raw.tags,
      regions: [...REGIONS],
      excludedRegions: {},
      organizations,
      detection: raw.detection,
      review: { rules: {}, waivers: {} },
      ...(raw.forwarding ? { forwarding: raw.forwarding } : {}),
    },
    snapshots,
    files: { config: { path, sha256: sha256(config) }, snapshots: files },
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
