import { parseArn } from "../../aws/arn";
import type { Region } from "../../config/regions";
import {
  resolveReferences,
  UNKNOWN,
  type Attributes,
  type ExpectedResource,
} from "../../intent/expected-stack";

/** A resource whose references are replaced by what AWS will say; one to a value that only AWS knows is UNKNOWN. */
export type Expected = ExpectedResource;

/** Where a queue is reached: AWS, or a local one. */
export interface ExpectationProps {
  readonly region: Region;
  readonly administratorAccountId: string;
  /** URL of the local AWS. @default AWS */
  readonly endpoint?: string;
}

/**
 * What a region should hold, of all synthesized resources: those that a provider makes there, and roles, which have no region, that
 * something there runs as.
 */
export function expectedIn(
  resources: readonly ExpectedResource[],
  { region, administratorAccountId, endpoint }: ExpectationProps,
): Expected[] {
  const byAddress = new Map(resources.map((one) => [`${one.stack} ${one.address}`, one]));
  const resolved = (one: ExpectedResource): Expected => ({
    ...one,
    attributes: resolveReferences(one.attributes, (address, attribute) => {
      const named = byAddress.get(`${one.stack} ${address}`);
      return named ? attributeOf(named, attribute, endpoint) : UNKNOWN;
    }) as Attributes,
  });
  const here = resources
    .filter(({ provider, type }) => provider.region === region && !isGlobal(type))
    .map(resolved);
  const names = new Set<unknown>(
    here.flatMap(({ attributes }) => rolesIn(attributes, administratorAccountId)),
  );
  const roles = resources
    .filter(({ type, provider }) => isGlobal(type) && provider.accountId === administratorAccountId)
    .map(resolved)
    .filter(({ type, attributes }) => names.has(type === "aws_iam_role" ? attributes.name : attributes.role));
  return [...here, ...roles];
}

/** The secret of the function of a region, which a stack of another region may have put there as a replica. */
export function secretOf(resources: readonly ExpectedResource[], name: string): ExpectedResource | undefined {
  return resources.find(
    ({ type, attributes }) => type === "aws_secretsmanager_secret" && attributes.name === name,
  );
}

function isGlobal(type: string): boolean {
  return type.startsWith("aws_iam_");
}

/** What a function runs as, and what a rule puts events with. */
function rolesIn({ role, role_arn: roleArn }: Attributes, account: string): string[] {
  return [role, roleArn].flatMap((value) => {
    if (typeof value !== "string") return [];
    const { service, accountId, resource } = parseArn(value);
    return service === "iam" && accountId === account ? [resource.split("/").at(-1)!] : [];
  });
}

/** What Terraform would know of a resource once it is made, if it follows from what is declared. */
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
