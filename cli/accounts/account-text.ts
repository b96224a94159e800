import type { ClosedDoor, OpenDoor } from "../../aws-clients/identity/open-door";
import type { SignInProblem } from "../../aws-clients/sources/sign-in-problem";
import { sourceText } from "../../aws-clients/sources/source";

/** A run that takes longer is rare: 15 regions take half an hour, and an export or a delegation may hang. */
const LONG_RUN_MS = 60 * 60_000;

/** One line an organization: the accounts that were opened, with their aliases. */
export function openText(open: readonly OpenDoor[], purpose: "plan" | "apply"): string[] {
  const partitions = [...new Set(open.map(({ door }) => door.partition))];
  return partitions.map((partition) => {
    const accounts = open
      .filter(({ door }) => door.partition === partition)
      .map(({ door, identity: { accountId, alias } }) => {
        const expected = door.expected === undefined ? "" : ", as expected";
        return `${NAMES[door.account]} ${accountId} (${alias ?? "no alias"}${expected})`;
      });
    return `signed in to ${partition} to ${purpose}: ${accounts.join("; ")}`;
  });
}

const NAMES: Readonly<Record<OpenDoor["door"]["account"], string>> = {
  management: "management",
  administrator: "administrator",
  logArchive: "log archive",
  state: "states as",
};

/** Every door that stays closed, and why. Doors with one cause are listed together; one cause alone has its fix apart. */
export function closedText(closed: readonly ClosedDoor[]): {
  readonly message: string;
  readonly fix?: string;
} {
  const causes = new Map<string, { readonly keys: string[]; readonly problem: SignInProblem }>();
  for (const { door, problem } of closed) {
    const cause = causes.get(`${problem.what}\n${problem.fix}`) ?? { keys: [], problem };
    causes.set(`${problem.what}\n${problem.fix}`, { ...cause, keys: [...cause.keys, door.key] });
  }
  const [first, ...others] = [...causes.values()];
  if (first && others.length === 0)
    return { message: `${first.keys.join(", ")}: ${first.problem.what}`, fix: first.problem.fix };
  const lines = [...causes.values()].map(
    ({ keys, problem: { what, fix } }) => `  ${keys.join(", ")}: ${what}\n    fix: ${fix}`,
  );
  return {
    message: [`${closed.length} accounts cannot be worked in as the config says:`, ...lines].join("\n"),
  };
}

/** Keys that end before a long run would. */
export function endingText(open: readonly OpenDoor[], command: string, now: Date): string[] {
  const texts = open.flatMap(({ source, expiry }) => {
    const left = expiry ? expiry.at.getTime() - now.getTime() : Infinity;
    if (!expiry || left > LONG_RUN_MS) return [];
    const at = expiry.at
      .toISOString()
      .replace(/:\d\d\.\d+Z$/, " UTC")
      .replace("T", " ");
    const minutes = Math.max(0, Math.floor(left / 60_000));
    return [
      `${sourceText(source)} ends at ${at}, in ${minutes} minutes; ${command} may take longer, and would stop in the middle\n  fix: ${expiry.fix}`,
    ];
  });
  return [...new Set(texts)];
}
