import { parseArn } from "../../aws/arn";
import { ABSENT, type Context } from "../../aws/policy/context";
import type { StatedPrincipal, Statement } from "../../aws/policy/document";
import { evaluate } from "../../aws/policy/evaluate";
import type { Question } from "../../aws/policy/question";
import { UNREAD } from "../../aws-clients/attempts";
import { policyOf } from "./asked-policies";
import type { KeyPolicies } from "./key-access";
import type { LocalGap } from "./local-gap";

/**
 * What lets somebody read what a key encrypted, at once or by a step of their own. To encrypt with it, or to describe
 * it, shows nobody a finding.
 */
const READING = ["kms:Decrypt", "kms:ReEncryptFrom", "kms:CreateGrant", "kms:PutKeyPolicy"];

/** How somebody may reach what the key encrypted here: by a call of their own, or through a service that has it. */
const SERVICES = ["sqs", "lambda", "secretsmanager", "logs"];

/** Stands for any account that a policy does not name. */
const ANY_ACCOUNT = "000000000000";

/** Principals of other accounts whom a key's policy lets read findings, or of whom it cannot be told. No stack needs any. */
export function strangerGaps(policies: KeyPolicies): LocalGap[] {
  return Object.entries(policies).flatMap(([key, text]) => {
    if (text === UNREAD) return [];
    const policy = policyOf(text);
    const allowing = policy.statements.filter(({ effect }) => effect === "Allow");
    const names = new Set(allowing.flatMap((statement) => strangersIn(statement, parseArn(key).accountId)));
    return [...names].flatMap((name) => {
      const allowed = READING.filter((action) =>
        waysTo(key).some((way) => evaluate(policy, asking(action, key, name, way)).answer !== "no"),
      );
      const resource = `${key} for ${name}`;
      return allowed.length === 0
        ? []
        : [{ wanted: "none", found: allowed.join(", "), reason: "NOT_EXPECTED", resource } as const];
    });
  });
}

/** `*` stands for everybody, and for everybody but some. */
function strangersIn({ principals }: Statement, account: string): string[] {
  if (principals === undefined) return [];
  if (principals.excepts) return ["*"];
  return principals.items.filter((item) => isStranger(item, account)).map(({ name }) => name);
}

/** What names no account is the id of a principal that was deleted: nobody has it. */
function isStranger({ kind, name }: StatedPrincipal, account: string): boolean {
  if (kind !== "AWS" && kind !== "everybody") return false;
  return name === "*" || (accountOf(name) !== "" && accountOf(name) !== account);
}

function accountOf(name: string): string {
  if (/^\d{12}$/.test(name)) return name;
  return name.startsWith("arn:") ? parseArn(name).accountId : "";
}

/** Values of `kms:ViaService`. A key that may be used through S3 alone, for one, decrypts nothing of a queue. */
function waysTo(key: string): Context[] {
  const { region, partition } = parseArn(key);
  if (partition !== "aws") return [{}];
  const through = SERVICES.map((service) => ({ "kms:viaservice": `${service}.${region}.amazonaws.com` }));
  return [{ "kms:viaservice": ABSENT }, ...through];
}

function asking(action: string, key: string, stated: string, way: Context): Question {
  const account = stated === "*" ? ANY_ACCOUNT : accountOf(stated);
  const name = stated.startsWith("arn:") ? stated : `arn:${parseArn(key).partition}:iam::${account}:root`;
  return {
    ...{ action, resource: key, principal: { kind: "AWS", name } },
    context: {
      ...way,
      ...{ "aws:principalaccount": account, "kms:calleraccount": account, "aws:securetransport": "true" },
      ...{ "aws:principalisawsservice": "false", "aws:principalservicename": ABSENT },
      // Grants for AWS's own resources, such as volumes, let the service in for these alone.
      "kms:grantisforawsresource": "false",
      ...(stated.startsWith("arn:") && { "aws:principalarn": name }),
    },
  };
}
