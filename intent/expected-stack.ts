/** A resource that a synthesized stack declares. With `for_each`, there is one for each key. */
export interface ExpectedResource {
  readonly stack: string;
  /** The address as Terraform writes it, e.g. `aws_sqs_queue.finding-delivery_queue_0B0F2811`. */
  readonly address: string;
  readonly type: string;
  readonly provider: ExpectedProvider;
  /**
   * Every configured attribute, including default tags. References are still texts such as `${aws_sqs_queue.x.arn}`.
   */
  readonly attributes: Attributes;
  /** Attributes that Terraform does not change after creation (`lifecycle.ignore_changes`). */
  readonly ignoredChanges: readonly string[];
}

/** A resource's attributes, by the names that Terraform uses. */
export type Attributes = Readonly<Record<string, unknown>>;

/** The account and region that a provider configuration works in. */
export interface ExpectedProvider {
  readonly alias: string;
  readonly accountId: string;
  readonly region: string;
  /** Tags that are put on every resource that can have tags. */
  readonly defaultTags: Readonly<Record<string, string>>;
}

/** Stands for a value that only AWS knows, e.g. the id of a detector. */
export const UNKNOWN = Symbol("known to AWS only");

/** Returns an attribute of a resource in the same stack, or UNKNOWN. */
export type Lookup = (address: string, attribute: string) => unknown;

/** Arguments of Terraform itself. They say how Terraform manages a resource, and AWS never sees them. */
const META_ARGUMENTS = ["//", "connection", "count", "depends_on", "for_each", "lifecycle", "provider"];

interface StackDocument {
  readonly locals?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly provider?: { readonly aws?: readonly ProviderDocument[] };
  readonly resource?: Readonly<Record<string, Readonly<Record<string, ResourceDocument>>>>;
}
interface ProviderDocument {
  readonly alias: string;
  readonly region: string;
  readonly allowed_account_ids?: readonly string[];
  readonly default_tags?: readonly { readonly tags: Readonly<Record<string, string>> }[];
}
type ResourceDocument = Attributes & {
  readonly provider?: string;
  readonly for_each?: string;
  readonly lifecycle?: { readonly ignore_changes?: readonly string[] };
};

/** Reads every resource of a synthesized stack from the text of its cdk.tf.json. */
export function expectedResources(stack: string, text: string): ExpectedResource[] {
  const { locals = {}, provider, resource = {} } = JSON.parse(text) as StackDocument;
  const providers = new Map((provider?.aws ?? []).map((one) => [`aws.${one.alias}`, providerOf(one)]));
  return Object.entries(resource).flatMap(([type, all]) =>
    Object.entries(all).flatMap(([name, document]) => {
      const address = `${type}.${name}`;
      const found = providers.get(document.provider ?? "");
      if (!found) throw new Error(`${stack}: ${address} names no provider of the stack`);
      const ignoredChanges = document.lifecycle?.ignore_changes ?? [];
      return instancesOf(address, document, locals).map((instance) => ({
        ...{ stack, type, provider: found, ignoredChanges },
        ...instance,
      }));
    }),
  );
}

function providerOf({
  alias,
  region,
  allowed_account_ids: accounts = [],
  default_tags: tags = [],
}: ProviderDocument): ExpectedProvider {
  return { alias, region, accountId: accounts[0] ?? "", defaultTags: tags[0]?.tags ?? {} };
}

/** One resource, or one for each key of a map in the stack's locals. Stacks use no other kind of `for_each`. */
function instancesOf(
  address: string,
  { for_each: each, ...document }: ResourceDocument,
  locals: NonNullable<StackDocument["locals"]>,
): Pick<ExpectedResource, "address" | "attributes">[] {
  const attributes = Object.fromEntries(
    Object.entries(document).filter(([name]) => !META_ARGUMENTS.includes(name)),
  );
  if (each === undefined) return [{ address, attributes }];
  const local = /^\$\{local\.([\w-]+)\}$/.exec(each)?.[1];
  return Object.entries(locals[local ?? ""] ?? {}).map(([key, value]) => ({
    address: `${address}["${key}"]`,
    attributes: mapTexts(attributes, (text) =>
      text === "${each.key}" ? key : text === "${each.value}" ? value : text,
    ) as Attributes,
  }));
}

const REFERENCE = /(?<!\$)\$\{([a-z][\w]*\.[\w-]+)\.([a-z_]+)\}/g;

/**
 * Replaces the references in a value. A text that contains a reference to something UNKNOWN becomes UNKNOWN as a
 * whole.
 */
export function resolveReferences(value: unknown, lookup: Lookup): unknown {
  return mapTexts(value, (text) => {
    if (!text.includes("{")) return text;
    const [only] = text.matchAll(REFERENCE);
    if (!only) return text.replace(/(\$|%)\1\{/g, "$1{");
    if (only[0] === text) return lookup(only[1]!, only[2]!);
    let isKnown = true;
    const resolved = text.replace(REFERENCE, (_all, address: string, attribute: string) => {
      const found = lookup(address, attribute);
      if (found === UNKNOWN) isKnown = false;
      return String(found);
    });
    return isKnown ? resolved.replace(/(\$|%)\1\{/g, "$1{") : UNKNOWN;
  });
}

/** Changes the texts in a value. A part in which no text changes is not copied. */
function mapTexts(value: unknown, change: (text: string) => unknown): unknown {
  if (typeof value === "string") return change(value);
  if (typeof value !== "object" || value === null) return value;
  const before = value as Readonly<Record<string, unknown>>;
  let after: Record<string, unknown> | undefined;
  // A loop, because it runs for every member in every region.
  for (const name in before) {
    const changed = mapTexts(before[name], change);
    if (changed === before[name]) continue;
    after ??= (Array.isArray(value) ? [...(value as unknown[])] : { ...before }) as Record<string, unknown>;
    after[name] = changed;
  }
  return after ?? value;
}
