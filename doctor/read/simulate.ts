import {
  SimulatePrincipalPolicyCommand,
  type ContextEntry,
  type EvaluationResult,
  type IAMClient,
} from "@aws-sdk/client-iam";
import type { Calls } from "../../aws-clients/calls";
import { pages } from "../../aws-clients/pages";
import type { NeededAction } from "../needed/needed-action";

/** What IAM's simulator says of an action on a resource. */
export interface Simulated {
  readonly action: string;
  readonly resource: string;
  readonly isAllowed: boolean;
  /** What denies it: `an explicit deny`, `no policy allows it`, `a service control policy`, `the permissions boundary`. */
  readonly because: string;
  /** Condition keys that the policies ask for and the simulation did not have. */
  readonly missing: readonly string[];
}

/** Actions that are asked about together: on the same resources, with the same condition keys. */
export interface Batch {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly context: Readonly<Record<string, string>>;
}

const MOST_ACTIONS = 50;

/** Puts needed actions together, so that IAM is asked as seldom as possible. */
export function batchesOf(needed: readonly NeededAction[]): Batch[] {
  const byAction = new Map<string, { action: string; resources: Set<string>; context: Batch["context"] }>();
  for (const { action, resource, context = {} } of needed) {
    const key = `${action} ${JSON.stringify(context)}`;
    const one = byAction.get(key) ?? { action, resources: new Set<string>(), context };
    one.resources.add(resource);
    byAction.set(key, one);
  }
  const batches = new Map<string, Batch & { readonly actions: string[] }>();
  for (const { action, resources, context } of byAction.values()) {
    const service = action.split(":")[0]!;
    const key = JSON.stringify([service, [...resources], context]);
    const batch = batches.get(key) ?? { actions: [], resources: [...resources], context };
    batch.actions.push(action);
    batches.set(key, batch);
  }
  return [...batches.values()].flatMap(({ actions, ...rest }) =>
    Array.from({ length: Math.ceil(actions.length / MOST_ACTIONS) }, (_, index) => ({
      ...rest,
      actions: actions.slice(index * MOST_ACTIONS, (index + 1) * MOST_ACTIONS),
    })),
  );
}

/** Asks the simulator about one batch. Actions that it does not take together are asked about one by one. */
export async function simulate(
  client: IAMClient,
  calls: Calls,
  PolicySourceArn: string,
  batch: Batch,
): Promise<Simulated[]> {
  try {
    return await ask(client, calls, PolicySourceArn, batch);
  } catch (error) {
    const isMixed = (error as Error).name === "InvalidInputException" && batch.actions.length > 1;
    if (!isMixed) throw error;
    const alone = batch.actions.map((action) =>
      ask(client, calls, PolicySourceArn, { ...batch, actions: [action] }),
    );
    return (await Promise.all(alone)).flat();
  }
}

async function ask(
  client: IAMClient,
  calls: Calls,
  PolicySourceArn: string,
  { actions, resources, context }: Batch,
): Promise<Simulated[]> {
  const ContextEntries = Object.entries(context).map(([key, value]): ContextEntry => ({
    ...{ ContextKeyName: key, ContextKeyValues: [value], ContextKeyType: "string" },
  }));
  const results = await pages(async (Marker) => {
    const command = new SimulatePrincipalPolicyCommand({
      ...{ PolicySourceArn, ActionNames: [...actions], ResourceArns: [...resources] },
      ...(ContextEntries.length > 0 ? { ContextEntries } : {}),
      ...(Marker ? { Marker } : {}),
    });
    const page = await calls.make((options) => client.send(command, options));
    return [page.EvaluationResults ?? [], page.IsTruncated ? page.Marker : undefined];
  });
  return results.flatMap(simulatedOf);
}

/** A result is about one resource, or lists each resource with a decision of its own. */
function simulatedOf(result: EvaluationResult): Simulated[] {
  const { EvalActionName: action = "", EvalResourceName = "*", MissingContextValues: missing = [] } = result;
  const { ResourceSpecificResults: each = [] } = result;
  if (each.length === 0)
    return [{ action, resource: EvalResourceName, ...decisionOf(result, result.EvalDecision), missing }];
  return each.map((one) => ({
    ...{ action, resource: one.EvalResourceName ?? "*" },
    ...decisionOf({ ...result, ...one }, one.EvalResourceDecision),
    missing: one.MissingContextValues ?? missing,
  }));
}

function decisionOf(
  {
    OrganizationsDecisionDetail: organization,
    PermissionsBoundaryDecisionDetail: boundary,
  }: Pick<EvaluationResult, "OrganizationsDecisionDetail" | "PermissionsBoundaryDecisionDetail">,
  decision: string | undefined,
): Pick<Simulated, "isAllowed" | "because"> {
  if (decision === "allowed") return { isAllowed: true, because: "" };
  if (organization?.AllowedByOrganizations === false)
    return { isAllowed: false, because: "a service control policy" };
  if (boundary?.AllowedByPermissionsBoundary === false)
    return { isAllowed: false, because: "the permissions boundary" };
  return {
    isAllowed: false,
    because: decision === "explicitDeny" ? "an explicit deny" : "no policy allows it",
  };
}
