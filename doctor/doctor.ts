import { signIn } from "../aws-clients/sign-in";
import { PARTITIONS, partitionOf, type Partition } from "../aws/partitions";
import type { OrganizationConfig, OrgdutyConfig } from "../config/config";
import type { Region } from "../config/regions";
import type { ExpectedResource } from "../intent/expected-stack";
import type { Snapshot } from "../organization/snapshot";
import { examine } from "./examine";
import { inOrder } from "./in-order";
import { at, unchecked, type Line } from "./line";
import type { Migration } from "./migration";
import { checkCredentials } from "./organization/check-credentials";
import { opensAnother, type TriedEntry } from "./read/identities";
import type { HeldAddresses } from "./region/wish";

/** What is asked about, and with what. */
export interface DoctorProps {
  readonly config: OrgdutyConfig;
  /** Empty before the first `discover`. */
  readonly snapshots: Partial<Record<Partition, Snapshot>>;
  /** Every resource of every synthesized stack. Empty before the first `discover`. */
  readonly resources: readonly ExpectedResource[];
  readonly held: HeldAddresses;
  /** Lines about what could not be prepared: no snapshot, a state that was not read. */
  readonly doubts: readonly Line[];
  /** @default every region of the config */
  readonly regions?: readonly Region[];
  /** URL of the local AWS. @default AWS */
  readonly endpoint?: string;
  /** Ends the run with an AbortError. @default it is not interrupted */
  readonly signal?: AbortSignal;
  /** Receives a line for a person who waits. @default not called */
  readonly onProgress?: (text: string) => void;
  /** Milliseconds since 1970. @default the current time */
  readonly now?: () => number;
}

/** What one organization showed. */
export interface Examined {
  readonly lines: readonly Line[];
  readonly migrations: readonly Migration[];
  /** How many calls the regions took, and how many attempts AWS throttled. */
  readonly calls: number;
  readonly retries: number;
}

/** What doctor found. */
export interface Diagnosis extends Examined {
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly checkedAt: string;
  readonly regions: readonly Region[];
}

/** Asks AWS everything that would make a plan or an apply fail. It changes nothing. */
export async function diagnose(props: DoctorProps): Promise<Diagnosis> {
  const { config, regions = config.regions, now = Date.now, doubts } = props;
  const found = await Promise.all(
    PARTITIONS.flatMap((partition) => {
      const organization = config.organizations[partition];
      const here = regions.filter((region) => partitionOf(region) === partition);
      return organization && here.length > 0 ? [examineOne(props, organization, here)] : [];
    }),
  );
  const sum = (count: (one: Examined) => number) => found.reduce((total, one) => total + count(one), 0);
  return {
    ...{ name: config.name, checkedAt: new Date(now()).toISOString(), regions },
    lines: inOrder([...doubts, ...found.flatMap(({ lines }) => lines)]),
    migrations: found.flatMap(({ migrations }) => migrations),
    calls: sum(({ calls }) => calls),
    retries: sum(({ retries }) => retries),
  };
}

/** Signs in first: without a way in, one line says that nothing else was asked. */
async function examineOne(
  props: DoctorProps,
  organization: OrganizationConfig,
  regions: readonly Region[],
): Promise<Examined> {
  const { endpoint, signal, now = Date.now, onProgress } = props;
  const { partition } = organization;
  const where = { ...(endpoint ? { endpoint } : {}), ...(signal ? { signal } : {}) };
  onProgress?.(`${partition}: signing in`);
  const { lines, entries } = await checkCredentials({ organization, ...where, now });
  const why = whyNotIn(entries);
  if (why !== undefined) {
    const what = "everything that is asked with the plan roles";
    const line = unchecked("regions", what, why, "mend the credentials first");
    return { migrations: [], calls: 0, retries: 0, lines: [...lines, ...at({ partition }, [line])] };
  }
  const enter = signIn({ organization, purpose: "plan", ...(endpoint ? { endpoint } : {}) });
  const snapshot = props.snapshots[partition];
  const wish = { config: props.config, organization, enter, ...where, ...(snapshot ? { snapshot } : {}) };
  const examined = await examine(props, { wish, regions, entries });
  return { ...examined, lines: [...lines, ...examined.lines] };
}

/** Why nothing is asked with the plan roles: what another account answers would be said of the wrong one. */
function whyNotIn(entries: readonly TriedEntry[]): string | undefined {
  const plan = entries.filter(({ purpose }) => purpose === "plan");
  if (plan.some(opensAnother)) return "one of them opens another account";
  return plan.every(({ found }) => "error" in found) ? "none of them lets this machine in" : undefined;
}
