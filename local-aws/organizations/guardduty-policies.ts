import { randomUUID } from "node:crypto";
import { errorAnswer, jsonAnswer, jsonBody, targetOperation } from "../front-door/exchange";
import type { Answer, Exchange } from "../front-door/exchange";

const TYPE = "GUARDDUTY_POLICY";

interface Policy {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly content: string;
  /** Ids of a root, units or accounts. */
  readonly targets: Set<string>;
}

/**
 * Policies of the type GUARDDUTY_POLICY, which moto does not know, in one partition. They take no effect here: what a
 * policy manages in an account is said by the option `policyOf`.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty.html
 */
export class GuardDutyPolicies {
  private readonly policies = new Map<string, Policy>();

  /** Undefined if the request is about something else. */
  async answer(exchange: Exchange): Promise<Answer | undefined> {
    const body = await jsonBody(exchange);
    const operation = targetOperation(exchange);
    if (operation === "CreatePolicy" && body.Type === TYPE) return this.create(body);
    if (operation === "ListPolicies" && body.Filter === TYPE) return this.list();
    const policy = this.policies.get(String(body.PolicyId));
    return policy && this.about(policy, operation, String(body.TargetId));
  }

  private create({ Name, Description, Content }: Record<string, unknown>): Answer {
    const id = `p-${randomUUID().replaceAll("-", "").slice(0, 10)}`;
    const [name, description, content] = [Name, Description, Content].map(String) as [string, string, string];
    const policy = { id, name, description, content, targets: new Set<string>() };
    this.policies.set(id, policy);
    return jsonAnswer(200, { Policy: { PolicySummary: summaryOf(policy), Content: content } });
  }

  private list(): Answer {
    return jsonAnswer(200, { Policies: [...this.policies.values()].map(summaryOf) });
  }

  private about(policy: Policy, operation: string | undefined, target: string): Answer | undefined {
    switch (operation) {
      case "DescribePolicy":
        return jsonAnswer(200, { Policy: { PolicySummary: summaryOf(policy), Content: policy.content } });
      case "ListTargetsForPolicy":
        return jsonAnswer(200, { Targets: [...policy.targets].map((TargetId) => ({ TargetId })) });
      case "AttachPolicy":
        policy.targets.add(target);
        return jsonAnswer(200, {});
      case "DetachPolicy":
        policy.targets.delete(target);
        return jsonAnswer(200, {});
      case "DeletePolicy":
        if (policy.targets.size > 0)
          return errorAnswer(400, "PolicyInUseException", "The policy is attached.");
        this.policies.delete(policy.id);
        return jsonAnswer(200, {});
      default:
        return undefined;
    }
  }
}

function summaryOf({ id, name, description }: Policy) {
  const Arn = `arn:aws:organizations:::policy/guardduty_policy/${id}`;
  return { Id: id, Arn, Name: name, Description: description, Type: TYPE, AwsManaged: false };
}
