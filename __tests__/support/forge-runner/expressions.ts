import { existsSync } from "node:fs";
import { join } from "node:path";

/** What expressions of a workflow can see: `github.ref`, `needs.plan.result`, `matrix.shard`. */
export type Contexts = Readonly<Record<string, unknown>>;

/** How a job has gone so far, and where it works. */
export interface JobState {
  readonly failed: boolean;
  readonly folder: string;
}

/** Fills in `${{ ... }}`. @throws if an expression is not of the kinds that the generated workflows use */
export function filled(text: string, contexts: Contexts): string {
  return text.replace(/\$\{\{ ([^}]*) \}\}/g, (_, expression: string) => lookedUp(expression, contexts));
}

/** Whether a step or a job runs. Without a condition it does unless something failed before. */
export function isMet(condition: string | undefined, contexts: Contexts, state: JobState): boolean {
  const parts = (condition ?? "success()").split(" && ");
  const isStated = parts.some((part) => /^(always|!cancelled|success)\(\)$/.test(part));
  return (isStated || !state.failed) && parts.every((part) => isTrue(part, contexts, state));
}

function isTrue(part: string, contexts: Contexts, { failed, folder }: JobState): boolean {
  if (part === "always()" || part === "!cancelled()") return true;
  if (part === "success()") return !failed;
  const file = /^hashFiles\('([^']*)'\) != ''$/.exec(part)?.[1];
  if (file !== undefined) return existsSync(join(folder, file));
  const [, left = "", operator = "", right = ""] = /^(\S+) (==|!=) (\S+)$/.exec(part) ?? [];
  if (operator === "") throw new Error(`this runner does not know the condition ${part}`);
  const [one, other] = [left, right].map((side) => lookedUp(side, contexts));
  return (one === other) === (operator === "==");
}

/** Words, numbers and yes or no as GitHub writes them; what is not there is nothing. */
function lookedUp(expression: string, contexts: Contexts): string {
  const text = /^'([^']*)'$/.exec(expression)?.[1];
  if (text !== undefined) return text;
  if (!/^[a-z]+(\.[\w-]+)+$/.test(expression)) throw new Error(`this runner does not know ${expression}`);
  const value = expression
    .split(".")
    .reduce<unknown>((part, step) => (part as Record<string, unknown> | undefined)?.[step], contexts);
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
