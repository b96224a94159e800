import type { PlanMode } from "../../aws/features";
import { PLAN_MODES } from "../../aws/features";
import type { OrganizationConfig } from "../../config/config";
import { found } from "../../existing/part";
import type { Snapshot } from "../../organization/snapshot";
import type { AdministeredRegion } from "./administered-regions";
import { changedBy, strongest, type InRegion } from "./strongest";

/** How accounts are enrolled, and what that changes. */
export interface AdoptedEnrolment {
  readonly mode: "explicit" | "auto";
  readonly newAccounts: PlanMode;
  /** Accounts that are no members anywhere, and stay none. */
  readonly exclude: readonly string[];
  readonly differences: readonly string[];
}

/** How many accounts of one kind are named. */
const MOST_NAMED = 5;

const ASSOCIATED = ["ENABLED", "CREATED", "DISABLED"];

/** Enrolment as it is: by ALL, or account by account, where those that are members nowhere are excluded. */
export function adoptedEnrolment(
  organization: OrganizationConfig,
  snapshot: Snapshot,
  regions: readonly AdministeredRegion[],
): AdoptedEnrolment {
  const modes = regions.map((one): InRegion<PlanMode> => {
    return { region: one.region, value: one.organization.newAccounts as PlanMode };
  });
  const newAccounts = strongest(modes, PLAN_MODES) ?? "NEW";
  const candidates = snapshot.accounts
    .filter(({ id, state }) => state === "ACTIVE" && id !== organization.administratorAccountId)
    .map(({ id }) => id);
  const nowhere = candidates.filter(
    (id) => id !== organization.managementAccountId && !regions.some((region) => isMember(region, id)),
  );
  const isAll = newAccounts === "ALL";
  const { exclude } = organization.enrolment;
  const enrolled = candidates.filter((id) => !nowhere.includes(id) && !(id in exclude));
  const others = enrolled.filter((id) => id !== organization.managementAccountId);
  return {
    mode: isAll ? "auto" : "explicit",
    newAccounts,
    exclude: isAll ? [] : nowhere,
    differences: [
      ...changedBy("newAccounts", modes, newAccounts),
      ...(isAll || others.length > 0
        ? []
        : named("no account is a member anywhere: all are excluded", nowhere)),
      ...(isAll ? [] : regions.flatMap((region) => excludedMembers(region, exclude))),
      ...regions.flatMap((region) => memberDifferences(region, isAll ? candidates : enrolled)),
    ],
  };
}

function isMember({ members }: AdministeredRegion, id: string): boolean {
  return members.some(({ state, accounts }) => ASSOCIATED.includes(state) && accounts.includes(id));
}

function excludedMembers(one: AdministeredRegion, exclude: OrganizationConfig["enrolment"]["exclude"]) {
  const ids = Object.keys(exclude).filter((id) => exclude[id]?.leave === undefined && isMember(one, id));
  return named(`${one.region}: the config excludes them, and they are members`, ids);
}

function memberDifferences(one: AdministeredRegion, wanted: readonly string[]): string[] {
  const { region, members, organization } = one;
  const missing = wanted.filter((id) => !isMember(one, id));
  const suspended = members.filter(({ state }) => state === "DISABLED").flatMap(({ accounts }) => accounts);
  return [
    ...named(`${region}: no members, and are added`, missing),
    ...named(`${region}: suspended, and are added again`, suspended),
    ...members.flatMap(({ features, accounts }) => {
      const own = found(features) ?? {};
      return Object.entries(organization.features).flatMap(([plan, mode]) => {
        const isOff = own[plan] === "DISABLED" && mode !== "NONE";
        const isOn = own[plan] === "ENABLED" && mode === "NONE" && !plan.includes("/");
        if (!isOff && !isOn) return [];
        // GuardDuty gives a plan of ALL to every member, within 24 hours.
        const becomes = isOff && mode === "ALL" ? "and ALL turns it on" : "and stay so";
        return named(`${region}: differ in ${plan}, ${isOff ? "off" : "on"} there, ${becomes}`, accounts);
      });
    }),
  ];
}

function named(what: string, ids: readonly string[]): string[] {
  if (ids.length === 0) return [];
  const more = ids.length > MOST_NAMED ? ` and ${ids.length - MOST_NAMED} more` : "";
  return [`${what}: ${ids.slice(0, MOST_NAMED).join(", ")}${more}`];
}
