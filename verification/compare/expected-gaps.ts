import { UNREAD } from "../../aws-clients/attempts";
import type { CoveragePlan } from "../../intent/wanted-coverage";
import { FOUNDATION } from "../../intent/wanted-coverage";
import type { Expected } from "../expect/region-expectation";
import { KINDS } from "../kinds/kinds";
import { text } from "../kinds/kind";
import type { Live } from "../read/live";
import { resourceGaps } from "./compare-resource";
import { FORWARDING, type FoundGap } from "./gap";
import type { LocalGap } from "./local-gap";
import { refined, type RefineContext } from "./refine";

/**
 * Everything that a region lacks or holds differently from its declaration, and everything that it holds in addition.
 */
export function expectedGaps(
  expected: readonly Expected[],
  live: Live,
  { account, region }: { readonly account: string; readonly region: string },
  context: RefineContext,
): FoundGap[] {
  const gaps = expected.flatMap((one) => {
    const kind = KINDS[one.type];
    if (!kind) throw new Error(`${one.address}: verify does not know this type of resource`);
    const found = live.get(one.type, kind.key(one.attributes), one.provider.alias);
    if (found === UNREAD) return [];
    return resourceGaps(one, kind, found)
      .flatMap((gap) => refined(gap, one, found, context))
      .map((gap) => placed(gap, one, region));
  });
  const unexpected = live.unexpected.map(({ reason, resource, found }): FoundGap => {
    const wanted = reason === "QUEUE_SHARED" ? "this function alone" : "none";
    return { account, region, plan: FORWARDING, wanted, found, reason, resource };
  });
  return [...gaps, ...unexpected];
}

function placed(
  { resource, ...gap }: LocalGap,
  { type, attributes, provider }: Expected,
  region: string,
): FoundGap {
  const account = type === "aws_guardduty_member" ? text(attributes, "account_id") : provider.accountId;
  const plan = type.startsWith("aws_guardduty_") ? planOf(gap, text(attributes, "name")) : FORWARDING;
  return { account, region, plan, ...gap, ...(resource ? { resource } : {}), resourceType: type };
}

/** The protection plan, agent or detector that a gap is about. */
function planOf({ attribute = "" }: Pick<LocalGap, "attribute">, name: string): CoveragePlan {
  const agent = /^additional_configuration\.([A-Z0-9_]+)/.exec(attribute)?.[1];
  return (agent ?? (name || FOUNDATION)) as CoveragePlan;
}
