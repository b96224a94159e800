import { parsedOf } from "./json";

/**
 * Attributes that AWS itself changes as it works, by type and path. Nobody did anything if one of them differs.
 * Sources: https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html and
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ReplicationStatusType.html
 */
const KEPT_BY_AWS: Readonly<Record<string, readonly string[]>> = {
  aws_iam_policy: ["attachment_count"],
  aws_lambda_event_source_mapping: ["last_modified", "last_processing_result", "state_transition_reason"],
  aws_secretsmanager_secret: ["replica.last_accessed_date", "replica.status_message"],
};

/**
 * A resource's attribute without what differs although nobody changed anything: providers write null, an empty text, list or
 * map and read back another of these, at any depth; policies come back with other spaces; AWS keeps some values itself.
 */
export function withoutNoise(type: string, name: string, value: unknown): unknown {
  const kept = KEPT_BY_AWS[type] ?? [];
  if (kept.includes(name)) return null;
  return plain(value, (key) => kept.includes(`${name}.${key}`));
}

function plain(value: unknown, isLeftOut: (key: string) => boolean): unknown {
  if (typeof value === "string" && /^\s*[{[]/.test(value)) {
    const embedded = parsedOf(value);
    return embedded === undefined ? value : plain(embedded, isLeftOut);
  }
  if (Array.isArray(value)) return value.length === 0 ? null : value.map((item) => plain(item, isLeftOut));
  if (typeof value !== "object" || value === null) return value === "" || value === undefined ? null : value;
  const members = Object.entries(value)
    .filter(([key]) => !isLeftOut(key))
    .map(([key, member]) => [key, plain(member, isLeftOut)] as const)
    .filter(([, member]) => member !== null);
  return members.length === 0 ? null : Object.fromEntries(members);
}
