import { deliveryNames, resourceNames } from "../../../config/names";
import type { OrganizationConfig, OrgdutyConfig } from "../../../config/config";
import type { Region } from "../../../config/regions";
import type { ForwardingPlace } from "./forwarding-place";

/** A dead-letter queue, and the queue that its messages go back to. */
export interface DeadLetters {
  readonly organization: OrganizationConfig;
  readonly region: Region;
  readonly queue: string;
  readonly backToRegion: Region;
  readonly backTo: string;
}

/**
 * The queues of both kinds of dead letters: what the function could not deliver, and what EventBridge could not put
 * into the queue. With a hub, the first kind is only in the hub's home region; the second is in every region, and also
 * behind the hub's bus.
 */
export function deadLettersOf(config: OrgdutyConfig, places: readonly ForwardingPlace[]): DeadLetters[] {
  const names = resourceNames(config);
  return places.flatMap(({ organization, region, queueRegion }) => {
    const { topology } = organization.forwarding ?? {};
    const delivery = deliveryNames(config, topology);
    const from = (queue: string): DeadLetters => ({
      organization,
      region,
      queue,
      backToRegion: queueRegion,
      backTo: delivery.queue,
    });
    const unsent = from(names.targetDeadLetterQueue);
    if (region !== queueRegion) return [unsent];
    if (topology !== "hub") return [from(delivery.deadLetterQueue), unsent];
    return [from(delivery.deadLetterQueue), from(names.hubTargetDeadLetterQueue), unsent];
  });
}
