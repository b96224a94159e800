import { draftOf, type Draft, type Rule } from "../../config/complete/draft";

/** What a test changes in a document: values by dotted path, undefined to remove one. */
export type Changes = Readonly<Record<string, unknown>>;

/** A document without a mistake, with the given changes. */
export function validDocument(changes: Changes = {}): Record<string, unknown> {
  const document = {
    name: "acme",
    regions: "all",
    organizations: {
      aws: {
        managementAccountId: "111111111111",
        administratorAccountId: "222222222222",
        homeRegion: "us-east-1",
        accounts: "accounts/aws.json",
      },
      "aws-cn": {
        managementAccountId: "555555555555",
        administratorAccountId: "666666666666",
        homeRegion: "cn-north-1",
        accounts: "accounts/aws-cn.json",
      },
    },
  };
  for (const [path, value] of Object.entries(changes)) set(document, path.split("."), structuredClone(value));
  return document;
}

/** The draft of a document with the given changes. */
export function draft(changes: Changes = {}): Draft {
  return draftOf(validDocument(changes));
}

/** What a rule finds in a document with the given changes: `path: message` each. */
export function findings(rule: Rule, changes: Changes = {}): string[] {
  return rule(draft(changes)).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

export const RELAY = { protocol: "https", url: "https://relay.example.com/ingest" };

export const EXCEPTION = { reason: "lab", owner: "red team" };

const roles = (partition: string, name: string, [management, administrator]: readonly string[]) => ({
  management: `arn:${partition}:iam::${management}:role/${name}`,
  administrator: `arn:${partition}:iam::${administrator}:role/${name}`,
});
const credentials = (partition: string, accounts: readonly string[]) => ({
  plan: roles(partition, "orgduty-plan", accounts),
  apply: roles(partition, "orgduty-apply", accounts),
});

/** What a document needs before it can have a pipeline: buckets of states, and roles. */
export const PIPELINE_BASE: Changes = {
  state: { s3: { bucket: "acme-states", region: "us-east-1" } },
  "organizations.aws.credentials": credentials("aws", ["111111111111", "222222222222"]),
  "organizations.aws-cn.state": { s3: { bucket: "acme-cn-states", region: "cn-north-1" } },
  "organizations.aws-cn.credentials": credentials("aws-cn", ["555555555555", "666666666666"]),
};

function set(target: Record<string, unknown>, [key = "", ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    if (value === undefined) delete target[key];
    else target[key] = value;
    return;
  }
  const child = (target[key] ??= {}) as Record<string, unknown>;
  set(child, rest, value);
}
