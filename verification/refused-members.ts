import { CreateMembersCommand, GuardDutyClient, ListDetectorsCommand } from "@aws-sdk/client-guardduty";
import { batches } from "./batches";
import type { ClientSettings } from "./sign-in";

/** An account as CreateMembers takes it. */
export interface Candidate {
  readonly id: string;
  readonly email: string;
}

/** An account that GuardDuty did not process, and why. */
export interface RefusedMember {
  readonly id: string;
  readonly reason: string;
}

/**
 * Why accounts did not become members. GuardDuty gives the reason only in its answer to CreateMembers, which the provider
 * throws away, so this makes the request again that Terraform has just made; GetMembers would only say that they are none.
 * @param settings the administrator's way in
 */
export async function refusedMembers(
  settings: ClientSettings,
  candidates: readonly Candidate[],
): Promise<RefusedMember[]> {
  const client = new GuardDutyClient({ ...settings, maxAttempts: 5 });
  try {
    const { DetectorIds: [DetectorId] = [] } = await client.send(new ListDetectorsCommand({}));
    const refused: RefusedMember[] = [];
    for (const batch of batches(candidates)) {
      const AccountDetails = batch.map(({ id, email }) => ({ AccountId: id, Email: email }));
      const answer = await client.send(new CreateMembersCommand({ DetectorId, AccountDetails }));
      for (const { AccountId = "", Result = "" } of answer.UnprocessedAccounts ?? []) {
        refused.push({ id: AccountId, reason: Result });
      }
    }
    return refused;
  } finally {
    client.destroy();
  }
}
