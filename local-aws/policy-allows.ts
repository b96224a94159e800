import { evaluate } from "../aws/policy/evaluate";
import { parsePolicy } from "../aws/policy/parse-policy";
import type { Question } from "../aws/policy/question";

/** Whether a policy document allows it for certain. What cannot be told is refused: a typing error opens nothing. */
export function policyAllows(document: string | undefined, question: Question): boolean {
  return document !== undefined && evaluate(parsePolicy(document), question).answer === "yes";
}
