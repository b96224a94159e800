import { CreateAccountCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { acting } from "../../support/deployed/place";
import type { BrokenPlace, Fault } from "./fault";

async function createAccount(place: BrokenPlace): Promise<void> {
  const client = new OrganizationsClient(acting(place, place.organization.managementAccountId));
  await client.send(
    new CreateAccountCommand({ AccountName: "Newcomer", Email: "aws+newcomer@acme.example" }),
  );
  client.destroy();
}

/** What happened in Organizations after the snapshot was taken. */
export const ORGANIZATION_FAULTS: readonly Fault[] = [
  {
    what: "an account created after the snapshot was taken",
    reason: "NOT_IN_SNAPSHOT",
    names: "GUARDDUTY",
    break: createAccount,
  },
];
