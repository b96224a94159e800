import { arrayOf, canonical, objectOf, parsedOf, stringOf } from "../read/json";
import type { Attributes, PlannedResource, StackPlan } from "../read/plan-model";
import type { Difference } from "./difference";
import { literalDifferences } from "./literal-differences";
import { shownPair } from "./shown-pair";

type Plan = Pick<StackPlan, "resources" | "members">;

/** What a resource block says to Terraform itself. The plan shows no value of it. */
const FOR_TERRAFORM = new Set([
  "//",
  "connection",
  "count",
  "depends_on",
  "for_each",
  "lifecycle",
  "provider",
  "provisioner",
]);

const SHOWN = "(in plan.json)";

/**
 * Compares plan.json, which the rules judge, with the configuration in the plan file, which an apply uses: which
 * resources there are, and every attribute whose value the configuration gives literally.
 */
export function plannedDifferences(configuration: Buffer, plan: Plan): Difference[] {
  const stack = objectOf(parsedOf(configuration.toString("utf8")));
  const staying = new Map(
    [...plan.resources, ...plan.members].filter(isStaying).map((resource) => [resource.address, resource]),
  );
  const found = blocksOf(stack).flatMap(({ address, block }) =>
    addressesOf(address, block, objectOf(stack.locals), staying).flatMap((own) => {
      const planned = staying.get(own);
      staying.delete(own);
      if (!planned) return [only(own, "planned", "not planned")];
      return "after" in planned ? [...actionDifferences(planned), ...valueDifferences(planned, block)] : [];
    }),
  );
  return [...found, ...[...staying.keys()].map((address) => only(address, "not there", "planned"))];
}

function isStaying(resource: Plan["resources"][number] | Plan["members"][number]): boolean {
  const isGone = resource.action === "delete" || resource.action === "forget";
  return !isGone && ("after" in resource ? resource.after !== null : true);
}

function only(address: string, expected: string, planned: string): Difference {
  return { address, attribute: SHOWN, expected, planned };
}

interface Block {
  readonly address: string;
  readonly block: Attributes;
}

function blocksOf({ resource }: Attributes): Block[] {
  return Object.entries(objectOf(resource)).flatMap(([type, named]) =>
    Object.entries(objectOf(named)).map(([name, block]) => ({
      address: `${type}.${name}`,
      block: objectOf(block),
    })),
  );
}

/**
 * The addresses of a block's instances. If they cannot be told from the configuration, those that are planned count as
 * right.
 */
function addressesOf(
  address: string,
  { for_each: each, count }: Attributes,
  locals: Attributes,
  planned: ReadonlyMap<string, unknown>,
): string[] {
  if (each === undefined && count === undefined) return [address];
  const local = /^\$\{local\.([\w-]+)\}$/.exec(stringOf(each))?.[1];
  const keys = local === undefined ? each : locals[local];
  if (typeof keys !== "object" || keys === null)
    return [...planned.keys()].filter((own) => own.startsWith(`${address}[`));
  const names = Array.isArray(keys) ? keys.map(stringOf) : Object.keys(keys);
  return names.map((name) => `${address}[${JSON.stringify(name)}]`);
}

/** What an action does to the values before and after it. A plan.json that says otherwise was not made by Terraform. */
function actionDifferences({ address, action, before, after }: PlannedResource): Difference[] {
  const isChange = canonical(before) !== canonical(after);
  const isRight =
    action === "create"
      ? before === null
      : action === "no-op"
        ? !isChange
        : before !== null || action === "read";
  if (isRight) return [];
  return [
    {
      address,
      attribute: `action ${SHOWN}`,
      expected: before === null ? "create" : "update or replace",
      planned: action,
    },
  ];
}

function valueDifferences(
  { address, before, after, unknown }: PlannedResource,
  block: Attributes,
): Difference[] {
  const { ignore_changes: ignored } = objectOf(arrayOf(block.lifecycle)[0] ?? block.lifecycle);
  const isIgnored = (name: string) =>
    before !== null && (ignored === "all" || arrayOf(ignored).includes(name));
  const given = Object.entries(block)
    .filter(([name]) => !FOR_TERRAFORM.has(name) && !isIgnored(name))
    .flatMap(([name, value]) => {
      const planned = objectOf(after)[name];
      return literalDifferences(name, asReadBack(address, name, value, planned), planned, unknown[name]);
    });
  return [...given, ...foreignArns(block, objectOf(before), objectOf(after))].map(
    ({ attribute, ...values }) => ({ address, attribute: `${attribute} ${SHOWN}`, ...values }),
  );
}

/**
 * What the provider takes for the same: it reads the URL of an identity provider back without its scheme.
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOpenIDConnectProvider.html (Url)
 */
function asReadBack(address: string, name: string, given: unknown, planned: unknown): unknown {
  const isUrl = name === "url" && address.startsWith("aws_iam_openid_connect_provider.");
  return isUrl && given === `https://${stringOf(planned)}` ? planned : given;
}

/**
 * ARNs in attributes that the configuration does not give. No default of the provider is an ARN, and an ARN that AWS
 * chooses is not known before the apply, or is the one from before.
 */
function foreignArns(
  block: Attributes,
  before: Attributes,
  after: Attributes,
): Omit<Difference, "address">[] {
  return Object.entries(after)
    .filter(([name]) => !Object.hasOwn(block, name) && name !== "tags_all")
    .filter(([, value]) => value !== null && /\barn:/.test(canonical(value)))
    .filter(([name, value]) => canonical(value) !== canonical(before[name] ?? null))
    .map(([name, value]) => ({ attribute: name, ...shownPair(undefined, value, name) }));
}
