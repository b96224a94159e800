import type { Partition } from "../../aws/partitions";
import type { ReadAccount } from "../../aws-clients/sign-in";
import type { Purpose } from "../needed/own-calls";
import { HOLDERS, type Holder } from "./holders";
import { runnerStatements } from "./runner";
import { statementsOf, type AllowStatement } from "./statements";
import { wantedIn, type RolesProps } from "./wanted";

/** A policy document that IAM takes. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly AllowStatement[];
}

/** One managed policy. A holder has several if one would be too long. */
export interface PrintedPolicy {
  readonly partition: Partition;
  readonly holder: Holder;
  /** Absent for the runner, which may be anywhere. */
  readonly accountId?: string;
  readonly purpose: Purpose;
  readonly part: number;
  readonly parts: number;
  /** As IAM counts them, without white space. */
  readonly characters: number;
  readonly document: PolicyDocument;
}

/**
 * The most characters of a managed policy.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const MOST_CHARACTERS = 6144;

/** Every policy of an organization for a purpose, in the order of HOLDERS. A holder that needs nothing has none. */
export function policiesFor(props: RolesProps): PrintedPolicy[] {
  const { organization, purpose } = props;
  const accounts: Readonly<Record<ReadAccount, string | undefined>> = {
    management: organization.managementAccountId,
    administrator: organization.administratorAccountId,
    // Only discover looks into it.
    logArchive: purpose === "discover" ? organization.logArchiveAccountId : undefined,
  };
  return HOLDERS.flatMap((holder) => {
    const accountId = holder === "runner" ? undefined : accounts[holder];
    if (holder !== "runner" && accountId === undefined) return [];
    const statements = holder === "runner" ? runnerStatements(props) : statementsOf(wantedIn(props, holder));
    const documents = documentsOf(statements);
    return documents.map((document, index) => ({
      ...{ partition: organization.partition, holder, ...(accountId ? { accountId } : {}), purpose },
      ...{ part: index + 1, parts: documents.length, characters: charactersOf(document), document },
    }));
  });
}

/** Statements as documents that each fit into a managed policy. Fills one after the other. */
export function documentsOf(statements: readonly AllowStatement[]): PolicyDocument[] {
  const documents: PolicyDocument[] = [];
  for (const statement of statements) {
    const last = documents.at(-1);
    const longer = { Version: "2012-10-17", Statement: [...(last?.Statement ?? []), statement] } as const;
    if (last && charactersOf(longer) <= MOST_CHARACTERS) documents[documents.length - 1] = longer;
    else documents.push({ Version: "2012-10-17", Statement: [statement] });
  }
  return documents;
}

function charactersOf(document: PolicyDocument): number {
  return JSON.stringify(document).replace(/\s/g, "").length;
}
