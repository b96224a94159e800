import { forwardingOf, forwardingPath, organizationsOf, type Rule } from "../../complete/draft";
import { DEFAULT_MAXIMUM_CONCURRENCY } from "../../complete/forwarding-defaults";
import { oncePerPlace } from "./once-per-place";

/**
 * The queue may not start more functions than are reserved: the surplus would be throttled, and a throttled message
 * counts as received. Source: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
 */
export const concurrencyFitsReservation: Rule = (draft) =>
  oncePerPlace(
    organizationsOf(draft).flatMap(({ partition }) => {
      const forwarding = forwardingOf(draft, partition);
      const maximum = forwarding?.maximumConcurrency ?? DEFAULT_MAXIMUM_CONCURRENCY;
      const reserved = forwarding?.reservedConcurrency;
      if (reserved === undefined || reserved >= maximum) return [];
      const path = forwardingPath(draft, partition, "reservedConcurrency");
      const message = `${reserved} is less than maximumConcurrency, which is ${maximum}`;
      return [{ path, message, fix: `reserve at least ${maximum}, or remove reservedConcurrency` }];
    }),
  );
