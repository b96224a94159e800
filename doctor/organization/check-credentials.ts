import { Calls } from "../../aws-clients/calls";
import { signIn, type ReadAccount, type SignIn } from "../../aws-clients/sign-in";
import type { OrganizationConfig } from "../../config/config";
import { at, blocker, type Finding, type Line } from "../line";
import { opensAnother, roleExists, tryEntry, type Entry, type TriedEntry } from "../read/identities";
import { judgeClock } from "./clock";
import { judgeEntry } from "./credentials";

/** Which entries are tried, and how. */
export interface CredentialsProps {
  readonly organization: OrganizationConfig;
  /** URL of the local AWS, where each account's id is its key. @default AWS */
  readonly endpoint?: string;
  /** Ends the run with an AbortError. @default it is not interrupted */
  readonly signal?: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The lines, and what each entry opened. */
export interface CredentialsOutcome {
  readonly lines: readonly Line[];
  readonly entries: readonly TriedEntry[];
}

/** Signs in with every entry of an organization's credentials, at the same time. */
export async function checkCredentials(props: CredentialsProps): Promise<CredentialsOutcome> {
  const { organization, endpoint, signal, now } = props;
  const { partition } = organization;
  if (!organization.credentials && endpoint === undefined)
    return { lines: at({ partition }, [withoutCredentials(partition)]), entries: [] };
  const watched = signal ? { signal } : {};
  const calls = new Calls(watched);
  const where = endpoint ? { endpoint } : {};
  const enter = {
    plan: signIn({ organization, purpose: "plan", ...where }),
    apply: signIn({ organization, purpose: "apply", ...where }),
  };
  const region = organization.homeRegion;
  const entries = await Promise.all(
    entriesOf(organization).map((entry) =>
      tryEntry(entry, enter[entry.purpose], region, { now, ...watched }),
    ),
  );
  // In a rehearsal an account's id is its key, for plan and for apply.
  const judged = endpoint === undefined ? entries : entries.filter(({ purpose }) => purpose === "plan");
  const findings = await Promise.all(
    judged.map(async (tried) => {
      const asks = "error" in tried.found && tried.purpose === "apply" && tried.roleArn !== undefined;
      const exists = asks
        ? await roleExists(tried.roleArn, enter.plan(tried.account, region), calls)
        : undefined;
      return judgeEntry(tried, exists);
    }),
  );
  return { lines: at({ partition }, [...findings.flat(), judgeClock(clockOf(entries))]), entries };
}

function withoutCredentials(partition: string): Finding {
  const what = `organizations.${partition} has no credentials: your own are for one account, but orgduty works in several`;
  const fix = "give it credentials, a role or a profile per account (docs/configuration.md)";
  return blocker("credentials", what, "no organizations.*.credentials", fix);
}

/**
 * What is said of each of the plan's ways in that opens another account. One that lets nobody in is left to whoever
 * uses it.
 * @throws AbortError
 */
export async function otherAccounts(
  organization: OrganizationConfig,
  enter: SignIn,
  signal?: AbortSignal,
): Promise<Finding[]> {
  if (!organization.credentials) return [];
  const entries = await Promise.all(
    entriesOf(organization, ["plan"]).map((entry) =>
      tryEntry(entry, enter, organization.homeRegion, signal ? { signal } : {}),
    ),
  );
  return entries.filter(opensAnother).flatMap((entry) => judgeEntry(entry));
}

function entriesOf(
  organization: OrganizationConfig,
  purposes: readonly Entry["purpose"][] = ["plan", "apply"],
): Entry[] {
  const {
    managementAccountId,
    administratorAccountId,
    logArchiveAccountId: third,
    credentials,
  } = organization;
  return purposes.flatMap((purpose) => {
    const accounts: readonly (readonly [ReadAccount, string])[] = [
      ["management", managementAccountId],
      ["administrator", administratorAccountId],
      // Nothing is made there without credentials of its own.
      ...(third !== undefined && credentials?.[purpose].logArchive ? [["logArchive", third] as const] : []),
    ];
    return accounts.map(([account, expected]) => {
      const way = organization.credentials?.[purpose][account];
      return { purpose, account, expected, ...(way && "roleArn" in way ? { roleArn: way.roleArn } : {}) };
    });
  });
}

function clockOf(entries: readonly TriedEntry[]): number | undefined {
  return entries.flatMap(({ found }) => ("error" in found ? [] : (found.clockMs ?? [])))[0];
}
