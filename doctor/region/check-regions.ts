import { Calls } from "../../aws-clients/calls";
import { withRegionClients } from "../../aws-clients/region-clients";
import type { SignIn } from "../../aws-clients/sign-in";
import type { Region } from "../../config/regions";
import { expectedIn } from "../../verification/expect/region-expectation";
import type { ReadRoles } from "../../verification/read/roles";
import { guarded } from "../guarded";
import type { Line } from "../line";
import { checkRegion, type RegionOutcome } from "./check-region";
import type { RegionWish } from "./wish";

/** Which regions are asked, and with what. */
export interface RegionsProps extends Omit<RegionWish, "region"> {
  readonly regions: readonly Region[];
  readonly enter: SignIn;
  /** URL of the local AWS. @default AWS */
  readonly endpoint?: string;
  /** Ends the run with an AbortError. @default it is not interrupted */
  readonly signal?: AbortSignal;
  /** Receives a line for a person who waits. @default not called */
  readonly onProgress?: (text: string) => void;
}

/** What the regions showed. */
export interface RegionsOutcome {
  readonly lines: readonly Line[];
  readonly outcomes: ReadonlyMap<Region, RegionOutcome>;
}

/** Asks every region, all at the same time: AWS limits the rate of calls in each by itself. */
export async function checkRegions(props: RegionsProps): Promise<RegionsOutcome> {
  const { regions, organization, enter, signal, onProgress } = props;
  const roles: ReadRoles = { calls: new Calls(signal ? { signal } : {}), found: new Map() };
  const all = await Promise.all(
    regions.map(async (region) => {
      const place = { partition: organization.partition, region };
      const done = await guarded(place, "regions", "everything in this region", () =>
        withRegionClients(enter, region, (clients) =>
          checkRegion(wishOf(props, region), clients, roles, signal),
        ),
      );
      onProgress?.(`${region}: ${done.result?.calls ?? 0} calls`);
      return [region, done] as const;
    }),
  );
  return {
    lines: all.flatMap(([, { lines, result }]) => [...lines, ...(result?.lines ?? [])]),
    outcomes: new Map(all.flatMap(([region, { result }]) => (result ? [[region, result] as const] : []))),
  };
}

function wishOf({ expected, endpoint, organization, ...others }: RegionsProps, region: Region): RegionWish {
  const { administratorAccountId } = organization;
  const place = { region, administratorAccountId, ...(endpoint ? { endpoint } : {}) };
  return { ...others, organization, region, expected: expectedIn(expected, place) };
}
