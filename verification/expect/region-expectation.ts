import { parseArn } from "../../aws/arn";
import type { Region } from "../../config/regions";
import {
  resolveReferences,
  UNKNOWN,
  type Attributes,
  type ExpectedResource,
} from "../../intent/expected-stack";

/**
 * A resource whose references are replaced by the values that AWS will report. A reference to a value that only AWS
 * knows becomes UNKNOWN.
 */
export type Expected = ExpectedResource;

/** Which endpoint serves the queues: AWS, or a local one. */
export interface ExpectationProps {
  readonly region: Region;
  readonly administratorAccountId: string;
  /** URL of the local AWS. @default AWS */
  readonly endpoint?: string;
}

/**
 * Selects from all synthesized resources what a region should hold: the resources that a provider creates there, and
 * the roles that something there runs as. Roles have no region.
 */
export function expectedIn(
  resources: readonly ExpectedResource[],
  { region, administratorAccountId, endpoint }: ExpectationProps,
): Expected[] {
  const { byAddress, byRegion, global } = indexOf(resources);
  const resolved = (one: ExpectedResource): Expected => {
    const attributes = resolveReferences(one.attributes, (address, attribute) => {
      const named = byAddress.get(`${one.stack} ${address}`);
      return named ? attributeOf(named, attribute, endpoint) : UNKNOWN;
    }) as Attributes;
    return attributes === one.attributes ? one : { ...one, attributes };
  };
  const here = (byRegion.get(region) ?? []).map(resolved);
  const names = new Set<unknown>(
    here.flatMap(({ attributes }) => rolesIn(attributes, administratorAccountId)),
  );
  const roles = global
    .filter(({ provider }) => provider.accountId === administratorAccountId)
    .map(resolved)
    .filter(({ type, attributes }) => names.has(type === "aws_iam_role" ? attributes.name : attributes.role));
  return [...here, ...roles];
}

/** Resources by what they are looked up by. */
interface ResourceIndex {
  /** By stack and address, without instances of resources with for_each. */
  readonly byAddress: ReadonlyMap<string, ExpectedResource>;
  /** Without the global ones. */
  readonly byRegion: ReadonlyMap<string, readonly ExpectedResource[]>;
  readonly global: readonly ExpectedResource[];
}

/** Every region is selected from the same list, which has a resource for each member in each region. */
const INDEXES = new WeakMap<readonly ExpectedResource[], ResourceIndex>();

function indexOf(resources: readonly ExpectedResource[]): ResourceIndex {
  const known = INDEXES.get(resources);
  if (known) return known;
  const byRegion = new Map<string, ExpectedResource[]>();
  for (const one of resources.filter(({ type }) => !isGlobal(type))) {
    const there = byRegion.get(one.provider.region);
    if (there) there.push(one);
    else byRegion.set(one.provider.region, [one]);
  }
  // No stack refers to a single instance of a resource with for_each: these are the members.
  const single = resources.filter(({ address }) => !address.endsWith("]"));
  const byAddress = new Map(single.map((one) => [`${one.stack} ${one.address}`, one]));
  const index = { byAddress, byRegion, global: resources.filter(({ type }) => isGlobal(type)) };
  INDEXES.set(resources, index);
  return index;
}

/** The secret of a region's function. The stack of another region may have created it there as a replica. */
export function secretOf(resources: readonly ExpectedResource[], name: string): ExpectedResource | undefined {
  return resources.find(
    ({ type, attributes }) => type === "aws_secretsmanager_secret" && attributes.name === name,
  );
}

function isGlobal(type: string): boolean {
  return type.startsWith("aws_iam_");
}

/** The roles that are named anywhere in it: what a function runs as, and what a rule or a schedule sends events with. */
function rolesIn(value: unknown, account: string): string[] {
  if (typeof value === "object" && value !== null)
    return Object.values(value).flatMap((one) => rolesIn(one, account));
  if (typeof value !== "string" || !value.startsWith("arn:")) return [];
  const { service, accountId, resource } = parseArn(value);
  return service === "iam" && accountId === account && resource.startsWith("role/")
    ? [resource.split("/").at(-1)!]
    : [];
}

/** A value that Terraform would know once the resource exists, if it follows from the declaration. */
function attributeOf(
  { type, attributes, provider }: ExpectedResource,
  attribute: string,
  endpoint?: string,
): unknown {
  if (attribute in attributes) return attributes[attribute];
  const { region, accountId } = provider;
  const china = region.startsWith("cn-");
  if (type === "aws_sqs_queue" && ["id", "url"].includes(attribute)) {
    const host = endpoint ?? `https://sqs.${region}.amazonaws.com${china ? ".cn" : ""}`;
    return `${host}/${accountId}/${String(attributes.name)}`;
  }
  if (type === "aws_sqs_queue" && attribute === "arn")
    return `arn:aws${china ? "-cn" : ""}:sqs:${region}:${accountId}:${String(attributes.name)}`;
  return UNKNOWN;
}
