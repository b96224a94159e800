import { explainSignIn } from "../../aws-clients/sources/explain";
import { blocker, fine, outOfReach, warning, type Finding } from "../line";
import type { TriedEntry } from "../read/identities";
import { whyUnread } from "../read/why-unread";

/** Whether a way in opens the account that it should, and as whom. */
export function judgeEntry(tried: TriedEntry, roleExists?: boolean): Finding[] {
  const { purpose, account, expected, found } = tried;
  const as = `credentials.${purpose}.${account}`;
  const said = (finding: Finding): Finding[] => [{ ...finding, account: expected }];
  if ("error" in found) return said(refused(tried, as, found.error, roleExists));
  const { accountId, arn, alias } = found;
  const name = alias === undefined ? accountId : `${accountId} (${alias})`;
  if (accountId !== expected) {
    const evidence = `found ${name} as ${arn}, expected ${expected}`;
    const fix = `correct ${as}, or the account's id in the config; aws sts get-caller-identity shows whose credentials are in use`;
    return said(blocker("credentials", `${as} opens another account`, evidence, fix));
  }
  if (arn.endsWith(":root") && tried.roleArn === undefined) {
    const fix = `make a role for ${purpose}, and name it as ${as}`;
    return said(warning("credentials", `${as} are the account's root user`, arn, fix));
  }
  return said(fine("credentials", `${as} opens ${name}`, arn));
}

/** What is wrong with the files or the network, with its own fix: no role is at fault. Undefined if it is something else. */
function ofMachine(error: string): { readonly what: string; readonly fix: string } | undefined {
  if (!/^OperatorError|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/.test(error))
    return undefined;
  return explainSignIn(error, {});
}

/** The plan's way in has to work here. The apply's may be for a pipeline alone, if its role is there. */
function refused(tried: TriedEntry, as: string, error: string, roleExists: boolean | undefined): Finding {
  const { fix } = whyUnread(new Error(error), as);
  const what = `${as} does not let this machine in`;
  const machine = ofMachine(error);
  if (machine && tried.purpose === "plan") return blocker("credentials", what, machine.what, machine.fix);
  if (machine)
    return outOfReach("credentials", `${what}: whether apply can use it`, machine.what, machine.fix);
  if (tried.purpose === "plan") return blocker("credentials", what, error, signInFix(tried, fix));
  if (roleExists === false) {
    const evidence = `${tried.roleArn} does not exist`;
    return blocker("credentials", what, evidence, `create the role, or correct ${as}`);
  }
  const where = "if only a pipeline may use it, run doctor there as well; otherwise let the role trust you";
  return outOfReach("credentials", `${what}: whether apply can use it`, error, where);
}

function signInFix({ roleArn }: TriedEntry, otherwise: string): string {
  if (roleArn === undefined) return otherwise;
  return `let the role trust you, then: aws sts assume-role --role-arn ${roleArn} --role-session-name doctor`;
}
