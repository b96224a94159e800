import { all, any, not, type Certainty } from "./certainty";
import { describeStatement, type Policy, type Statement } from "./document";
import type { Question } from "./question";
import { fitsOf, type Fit } from "./statement-fits";

/** What policies say to a question. `cannot-tell` is an answer of its own: take it neither for yes nor for no. */
export type Answer = "yes" | "no" | "cannot-tell";

/** An answer and what it rests on. */
export interface Decision {
  readonly answer: Answer;
  /** Whether a statement allows it, whatever others deny. */
  readonly allowed: Certainty;
  /** Whether a statement denies it. */
  readonly denied: Certainty;
  /** Each statement that allows it, or may: `applies` is then undefined. */
  readonly allowances: readonly { readonly statement: Statement; readonly applies: Certainty }[];
  /** The statements that decide: those that deny or allow, or of which it cannot be told. Empty: none allows it. */
  readonly statements: readonly Statement[];
  /** What could not be told, for evidence: `statement Tls: the condition Bool on aws:ViaAWSService`. */
  readonly doubts: readonly string[];
}

/** The answer to a question: a denial wins over what is allowed, and what nobody allows is refused. */
export function answerOf({ allowed, denied }: Pick<Decision, "allowed" | "denied">): Answer {
  const isLetIn = all([allowed, not(denied)]);
  return isLetIn === undefined ? "cannot-tell" : isLetIn ? "yes" : "no";
}

/**
 * What one policy says to a question: a denial wins, and an allowance that a denial may take back cannot be told. What is
 * neither allowed nor denied is refused.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(policy: Policy, question: Question): Decision {
  return evaluateAll([policy], question);
}

/** The same for several policies that are read as one: those of an identity. */
export function evaluateAll(policies: readonly Policy[], question: Question): Decision {
  const judged = policies.flatMap(({ statements }) => statements).map((one) => judge(one, question));
  const unread = policies.flatMap(({ unreadable }) => unreadable ?? []).map((why) => `the policy: ${why}`);
  const unknown = unread.length > 0 ? [undefined] : [];
  const verdict = (effect: Statement["effect"]) =>
    any([
      ...judged.filter((one) => one.statement.effect === effect).map(({ applies }) => applies),
      ...unknown,
    ]);
  const [allowed, denied] = [verdict("Allow"), verdict("Deny")];
  const answer = answerOf({ allowed, denied });
  const decides = ({ statement: { effect }, applies }: Judged) => {
    if (answer === "no") return denied === true && effect === "Deny" && applies === true;
    if (answer === "yes") return effect === "Allow" && applies === true;
    return applies === undefined && (effect === "Deny" || allowed === undefined);
  };
  const deciding = judged.filter(decides);
  const doubts = answer === "cannot-tell" ? [...unread, ...deciding.map(doubtOf)] : [];
  return {
    ...{ answer, allowed, denied, doubts },
    allowances: judged.filter(({ statement, applies }) => statement.effect === "Allow" && applies !== false),
    statements: deciding.map(({ statement }) => statement),
  };
}

/** A statement, and whether it applies to the question. */
interface Judged {
  readonly statement: Statement;
  readonly fits: readonly Fit[];
  readonly applies: Certainty;
}

function judge(statement: Statement, question: Question): Judged {
  const fits = fitsOf(statement, question);
  return { statement, fits, applies: all(fits.map((fit) => fit.fits)) };
}

function doubtOf({ statement, fits }: Judged): string {
  const parts = fits.filter((fit) => fit.fits === undefined).map(({ part }) => part);
  return `${describeStatement(statement)}: ${parts.join(", ")}`;
}
