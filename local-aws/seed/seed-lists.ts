import {
  CreateIPSetCommand,
  CreateThreatEntitySetCommand,
  CreateThreatIntelSetCommand,
  CreateTrustedEntitySetCommand,
  type GuardDutyClient,
} from "@aws-sdk/client-guardduty";

/** The kinds of address lists, as the seed's file names them. */
export const LIST_SEED_KINDS = [
  "trusted IP list",
  "threat list",
  "trusted entity list",
  "threat entity list",
] as const;

/** A list to create and activate. What it names need not exist. */
export interface ListSeed {
  readonly kind: (typeof LIST_SEED_KINDS)[number];
  readonly name: string;
  readonly location: string;
}

/** Creates an account's lists. */
export async function seedLists(
  client: GuardDutyClient,
  DetectorId: string,
  lists: readonly ListSeed[],
): Promise<void> {
  for (const { kind, name: Name, location: Location } of lists) {
    const input = { DetectorId, Name, Location, Format: "TXT" as const, Activate: true };
    if (kind === "trusted IP list") await client.send(new CreateIPSetCommand(input));
    else if (kind === "threat list") await client.send(new CreateThreatIntelSetCommand(input));
    else if (kind === "trusted entity list") await client.send(new CreateTrustedEntitySetCommand(input));
    else await client.send(new CreateThreatEntitySetCommand(input));
  }
}
