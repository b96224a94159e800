import type { Callers } from "./callers";
import type { Answer, Exchange, Interceptor } from "./exchange";
import type { MotoGateway } from "./moto-gateway";
import { readRole, roleMay } from "../role-policies";

const REQUEST_ID = "00000000-0000-0000-0000-000000000000";

/**
 * IAM's simulator, which moto does not have: a role's own policies and its boundary. The rest of IAM is moto's; the access
 * keys of users are recorded with the user.
 */
export function identityService(endpoint: string, moto: MotoGateway, callers: Callers): Interceptor {
  return async (exchange: Exchange): Promise<Answer | undefined> => {
    const form = new URLSearchParams((await exchange.body()).toString("utf8"));
    if (form.get("Action") === "CreateAccessKey") return newKey(exchange, moto, callers);
    if (form.get("Action") !== "SimulatePrincipalPolicy") return undefined;
    const role = await readRole(endpoint, form.get("PolicySourceArn") ?? "");
    if (!role)
      return failure(404, "NoSuchEntity", `The entity ${form.get("PolicySourceArn")} cannot be found.`);
    const results = listIn(form, "ActionNames").flatMap((action) =>
      listIn(form, "ResourceArns", "*").map((resource) =>
        resultOf(action, resource, roleMay(role, action, resource)),
      ),
    );
    return xml(
      200,
      `<SimulatePrincipalPolicyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><SimulatePrincipalPolicyResult><IsTruncated>false</IsTruncated><EvaluationResults>${results.join("")}</EvaluationResults></SimulatePrincipalPolicyResult><ResponseMetadata><RequestId>${REQUEST_ID}</RequestId></ResponseMetadata></SimulatePrincipalPolicyResponse>`,
    );
  };
}

async function newKey(exchange: Exchange, moto: MotoGateway, callers: Callers): Promise<Answer> {
  const answer = await moto.send(exchange, await exchange.body());
  const text = answer.body.toString();
  const [, key] = /<AccessKeyId>([^<]+)</.exec(text) ?? [];
  const [, name] = /<UserName>([^<]+)</.exec(text) ?? [];
  const { caller, partition } = exchange;
  const arn = `arn:${partition}:iam::${caller.accountId}:user/${name}`;
  if (key && name) callers.remember(key, { accountId: caller.accountId, arn });
  return answer;
}

/** The values of a list, as the query protocol writes it: `ActionNames.member.1`. */
function listIn(form: URLSearchParams, name: string, otherwise?: string): string[] {
  const values = [...form].flatMap(([key, value]) => (key.startsWith(`${name}.member.`) ? [value] : []));
  return values.length === 0 && otherwise !== undefined ? [otherwise] : values;
}

function resultOf(action: string, resource: string, isAllowed: boolean): string {
  const decision = isAllowed ? "allowed" : "implicitDeny";
  return `<member><EvalActionName>${action}</EvalActionName><EvalResourceName>${escaped(resource)}</EvalResourceName><EvalDecision>${decision}</EvalDecision><MissingContextValues/><MatchedStatements/></member>`;
}

function failure(status: number, code: string, message: string): Answer {
  return xml(
    status,
    `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${escaped(message)}</Message></Error><RequestId>${REQUEST_ID}</RequestId></ErrorResponse>`,
  );
}

function xml(status: number, body: string): Answer {
  return { status, headers: { "content-type": "text/xml" }, body };
}

function escaped(text: string): string {
  return text.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
