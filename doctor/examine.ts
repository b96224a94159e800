import { UNREAD } from "../aws-clients/attempts";
import type { Region } from "../config/regions";
import { expectedIn, secretOf } from "../verification/expect/region-expectation";
import type { DoctorProps, Examined } from "./doctor";
import { guarded } from "./guarded";
import { at, type Line } from "./line";
import { migrationsOf } from "./migration";
import type { NeededAction } from "./needed/needed-action";
import { neededFor } from "./needed/needed-for";
import {
  accountsOf,
  checkOrganization,
  checkState,
  type OrganizationOutcome,
  type OrganizationWish,
} from "./organization/check-organization";
import { checkBoundary } from "./organization/check-boundary";
import { checkControlPolicies } from "./organization/check-control-policies";
import { checkPermissions } from "./organization/check-permissions";
import { checkRelay } from "./organization/check-relay";
import { judgeRegistered } from "./organization/registered";
import { judgeTrustedAccess } from "./organization/trusted-access";
import type { TriedEntry } from "./read/identities";
import { checkRegions, type RegionsOutcome } from "./region/check-regions";

/** An organization that lets us in. */
export interface Entered {
  readonly wish: OrganizationWish;
  readonly regions: readonly Region[];
  readonly entries: readonly TriedEntry[];
}

/** Makes every check of an organization. One that fails is a line, and the others go on. */
export async function examine(props: DoctorProps, entered: Entered): Promise<Examined> {
  const { wish, regions } = entered;
  const { organization } = wish;
  const place = { partition: organization.partition };
  const [settings, beside] = await Promise.all([
    guarded(place, "organization", "the organization", () => checkOrganization(wish)),
    besideRegions(props, entered),
  ]);
  const regional = await checkRegions({ ...regionsProps(props, wish, settings.result), regions });
  const tls = new Map([...regional.outcomes].map(([region, outcome]) => [region, outcome.tls]));
  const now = (props.now ?? Date.now)();
  const relay = await guarded(place, "relay", "the relay", () => checkRelay({ ...wish, tls, now }));
  const done = [...regional.outcomes.values()];
  return {
    lines: [
      ...settings.lines,
      ...(settings.result?.lines ?? []),
      ...beside,
      ...trust(wish, regional, settings.result),
      ...regional.lines,
      ...relay.lines,
      ...(relay.result ?? []),
    ],
    migrations: migrationsOf(organization, others(regional)),
    calls: done.reduce((total, { calls }) => total + calls, 0),
    retries: done.reduce((total, { retries }) => total + retries, 0),
  };
}

/** The checks that need no region's reading. */
async function besideRegions(props: DoctorProps, { wish, regions, entries }: Entered): Promise<Line[]> {
  const place = { partition: wish.organization.partition };
  const needed = new Map(regions.map((region) => [region, neededIn(props, wish, region)]));
  const all = [...needed.values()].flat();
  const checks = await Promise.all([
    guarded(place, "state", "where the states are", () => checkState(wish)),
    guarded(place, "service-control-policies", "service control policies", () =>
      checkControlPolicies(wish, entries, needed),
    ),
    guarded(place, "permissions", "permissions", () => checkPermissions(wish, entries, all, regions)),
    guarded(place, "boundary", "the permissions boundary", () => checkBoundary(wish, props.resources)),
  ]);
  return checks.flatMap(({ lines, result = [] }) => [...lines, ...result]);
}

function neededIn(
  { resources }: DoctorProps,
  { organization, endpoint }: OrganizationWish,
  region: Region,
): NeededAction[] {
  const { administratorAccountId } = organization;
  const where = { region, administratorAccountId, ...(endpoint ? { endpoint } : {}) };
  return neededFor(expectedIn(resources, where), organization);
}

function regionsProps(props: DoctorProps, wish: OrganizationWish, settings?: OrganizationOutcome) {
  const { organization, enter, endpoint, signal, snapshot, config } = wish;
  const secretName = organization.forwarding?.logRelay.secretName;
  const own = props.resources.filter(({ provider }) => ownedBy(organization, provider.accountId));
  const foundationSecret = secretName === undefined ? undefined : secretOf(own, secretName);
  return {
    ...{ config, organization, enter, held: props.held, expected: props.resources },
    accounts: settings ? accountsOf(settings.reading) : UNREAD,
    ...(snapshot ? { snapshot } : {}),
    ...(foundationSecret ? { foundationSecret } : {}),
    ...(endpoint ? { endpoint } : {}),
    ...(signal ? { signal } : {}),
    ...(props.onProgress ? { onProgress: props.onProgress } : {}),
  } as const;
}

function ownedBy({ administratorAccountId }: OrganizationWish["organization"], accountId: string): boolean {
  return accountId === administratorAccountId;
}

function others({ outcomes }: RegionsOutcome): Map<Region, string> {
  return new Map(
    [...outcomes].flatMap(([region, { otherAdministrator: other }]) =>
      other === undefined ? [] : [[region, other] as const],
    ),
  );
}

/** Needs the regions: before the first delegation GuardDuty is not trusted, and that is no fault. */
function trust(
  { config, organization }: OrganizationWish,
  regional: RegionsOutcome,
  settings?: OrganizationOutcome,
): Line[] {
  if (!settings) return [];
  const { partition, managementAccountId: account } = organization;
  const { reading } = settings;
  const done = [...regional.outcomes.values()];
  const isDelegated = done.some((one) => one.isDelegated);
  const delegations = {
    others: new Set(others(regional).values()),
    isToDelegate: done.some((one) => one.isToDelegate),
  };
  return at({ partition, account }, [
    ...judgeTrustedAccess(config.detection, reading, isDelegated),
    ...judgeRegistered(organization, reading, delegations),
  ]);
}
