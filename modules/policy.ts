/** One statement of an IAM or resource policy. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  /** The principal, in a resource's policy. @default none, in a role's policy: every principal with the role */
  readonly Principal?: "*" | Readonly<Record<string, string>>;
  readonly Action: string | readonly string[];
  /** The resource. @default none, in a trust policy: the role itself */
  readonly Resource?: string | readonly string[];
  /** The condition. @default none: the statement always holds */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A policy document in the form that Terraform takes. */
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
