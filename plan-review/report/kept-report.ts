import { resourceNames } from "../../config/names";
import type { ExistingAccount, ExistingRegion } from "../../existing/existing-region";
import { unreadParts, type UnreadExisting } from "../../existing/compare/unread-parts";
import { isUnread } from "../../existing/part";
import { KEPT_PARTS, keptBy, type Kept } from "../../intent/kept";
import { regionViews } from "../judge/region-view";
import type { ReviewContext } from "../judge/rule";

/** Something of somebody's that stays, and where it is. */
export interface KeptThing extends Kept {
  readonly region: string;
  readonly account: string;
}

/** What somebody keeps in the planned regions that the config does not name, as discover read it. */
export interface KeptReport {
  readonly things: readonly KeptThing[];
  /** Parts that discover could not read, so that nobody knows what is there. */
  readonly unread: readonly { readonly region: string; readonly part: string }[];
  /** Regions that the snapshot does not have. */
  readonly unrecorded: readonly string[];
}

/** Reads what stays from the snapshots. It judges nothing. */
export function keptReport(context: ReviewContext): KeptReport {
  const regions = regionViews(context).map(({ region, partition }) => {
    return { region, existing: context.project.snapshots[partition]?.regions[region] };
  });
  const ownRule = resourceNames(context.config).rule;
  return {
    things: regions.flatMap(({ region, existing }) =>
      existing === undefined || isUnread(existing) ? [] : thingsIn(region, existing, ownRule),
    ),
    unread: regions.flatMap(({ region, existing }) =>
      existing === undefined ? [] : unreadParts({ [region]: existing }).flatMap(unreadHere),
    ),
    unrecorded: regions.filter(({ existing }) => existing === undefined).map(({ region }) => region),
  };
}

function thingsIn(region: string, existing: ExistingRegion, ownRule: string): KeptThing[] {
  const { administrator, management, logArchive } = existing;
  const others = [management, ...(logArchive === undefined || isUnread(logArchive) ? [] : [logArchive])];
  const of = (account: ExistingAccount, own?: string) =>
    keptBy(account, own).map((thing) => ({ region, account: account.accountId, ...thing }));
  return [...of(administrator, ownRule), ...others.flatMap((account) => of(account))];
}

const WHOLE_REGION = "all of the region";
/** Parts that may hold something of somebody's. */
const HOLDING: readonly string[] = [...KEPT_PARTS, "log archive", WHOLE_REGION];

/** A part that was not read and that may hold something, with the reason. */
function unreadHere({ region, part = WHOLE_REGION, reason }: UnreadExisting) {
  const [account, name = account] = part.split(": ");
  return HOLDING.includes(name ?? "") ? [{ region, part: `${part}: ${reason}` }] : [];
}
