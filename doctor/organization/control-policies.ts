import { evaluateAll } from "../../aws/policy/evaluate";
import type { Answer } from "../../aws/policy/evaluate";
import { UNREAD, type Read } from "../../aws-clients/attempts";
import type { Region } from "../../config/regions";
import { blocker, fine, unchecked, type Finding } from "../line";
import type { NeededAction } from "../needed/needed-action";
import type { Level } from "../read/control-policies";

/** Who acts in the administrator's account. */
export interface Acting {
  readonly principalArn?: string;
  readonly accountId: string;
}

interface Verdict {
  readonly answer: Answer;
  readonly action: string;
  readonly because: string;
}

/** Whether service control policies let the administrator's account do in one region what apply does there. */
export function judgeControlPolicies(
  levels: Read<readonly Level[]>,
  needed: readonly NeededAction[],
  region: Region,
  acting: Acting,
): Finding[] {
  if (levels === UNREAD || needed.length === 0) return [];
  const verdicts = levels.flatMap((level) => needed.map((one) => ask(level, one, region, acting)));
  const denied = verdicts.filter(({ answer }) => answer === "no");
  if (denied.length > 0) return [deniedLine(denied, region)];
  const unclear = verdicts.filter(({ answer }) => answer === "cannot-tell");
  if (unclear.length > 0) return [unclearLine(unclear)];
  return [fine("service-control-policies", "no service control policy is in the way")];
}

/** A level denies what one of its policies denies, and what none of them allows. */
function ask(level: Level, { action, resource }: NeededAction, region: Region, acting: Acting): Verdict {
  const context = {
    "aws:requestedregion": region,
    "aws:principalaccount": acting.accountId,
    ...(acting.principalArn ? { "aws:principalarn": acting.principalArn } : {}),
  };
  const { answer, denied } = evaluateAll(
    level.policies.map(({ document }) => document),
    { action, resource, context },
  );
  const denying = level.policies.filter(
    ({ document }) => evaluateAll([document], { action, resource, context }).denied !== false,
  );
  const names = denying.map(({ name, id }) => `"${name}" (${id})`).join(", ");
  const because = denied === false ? `nothing at ${level.target} allows it` : `${names} at ${level.target}`;
  return { answer, action, because };
}

function deniedLine(denied: readonly Verdict[], region: Region): Finding {
  const causes = [...new Set(denied.map(({ because }) => because))].join("; ");
  const actions = [...new Set(denied.map(({ action }) => action))];
  const what = `a service control policy denies the administrator's account ${actions.length} of the actions that apply needs`;
  const evidence = `${causes}: ${actions.slice(0, 5).join(", ")}${actions.length > 5 ? ", ..." : ""}`;
  const fix = `except the apply role, or ${region}, in the policy; or leave the region out of regions:, with a reason`;
  return blocker("service-control-policies", what, evidence, fix);
}

function unclearLine(unclear: readonly Verdict[]): Finding {
  const causes = [...new Set(unclear.map(({ because }) => because))].join("; ");
  const what = "whether a service control policy denies what apply needs";
  const fix = "read the policy: it has a condition that cannot be told from here";
  return unchecked("service-control-policies", what, causes, fix);
}
