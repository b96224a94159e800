import {
  DescribePublishingDestinationCommand,
  ListPublishingDestinationsCommand,
  type GuardDutyClient,
} from "@aws-sdk/client-guardduty";
import type { Calls } from "../../aws-clients/calls";
import { pages } from "../../aws-clients/pages";
import type { ExistingDestination } from "../existing-region";

/** The buckets that a detector exports findings to, by id: one call, and one for each. */
export async function readDestinations(
  client: GuardDutyClient,
  calls: Calls,
  DetectorId: string,
): Promise<ExistingDestination[]> {
  const ids = await pages(async (NextToken) => {
    const command = new ListPublishingDestinationsCommand({
      DetectorId,
      ...(NextToken ? { NextToken } : {}),
    });
    const page = await calls.make((options) => client.send(command, options));
    return [(page.Destinations ?? []).flatMap((one) => one.DestinationId ?? []), page.NextToken];
  });
  return Promise.all(
    ids.sort().map(async (DestinationId): Promise<ExistingDestination> => {
      const command = new DescribePublishingDestinationCommand({ DetectorId, DestinationId });
      const { DestinationProperties: to = {}, Status = "" } = await calls.make((options) =>
        client.send(command, options),
      );
      return {
        id: DestinationId,
        bucketArn: to.DestinationArn ?? "",
        keyArn: to.KmsKeyArn ?? "",
        status: Status,
      };
    }),
  );
}
