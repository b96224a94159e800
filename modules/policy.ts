/** One statement of an IAM or resource policy. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  /** Who, in a policy of a resource. @default in a policy of a role, whoever has the role */
  readonly Principal?: "*" | Readonly<Record<string, string>>;
  readonly Action: string | readonly string[];
  /** @default none, in a trust policy: the role itself */
  readonly Resource?: string | readonly string[];
  /** @default none: it always holds */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A policy document, as Terraform takes it. */
export function policy(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** Lets an AWS service assume a role. */
export function trust(service: string, condition?: Statement["Condition"]): string {
  return policy([
    {
      Sid: "AssumedByService",
      Effect: "Allow",
      Principal: { Service: service },
      Action: "sts:AssumeRole",
      ...(condition && { Condition: condition }),
    },
  ]);
}
